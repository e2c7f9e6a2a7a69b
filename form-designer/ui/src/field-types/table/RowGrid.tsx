import { useFieldServices } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { problemsBelow, rowFields, type RowsInputProps, withoutRow, withRow } from "./rows.ts";

export function RowGrid(props: RowsInputProps) {
  const { field, rows } = props;
  const { t } = useTranslation("form");
  const { types, defaults } = useFieldServices();
  const columns = rowFields(field);
  return (
    <div className="dg-rows">
      {rows.length > 0 && (
        <div className="dg-rows-scroll">
          <table className="dg-rows-table">
            <thead>
              <tr>
                <th scope="col" className="dg-rows-number">
                  #
                </th>
                {columns.map((column) => (
                  <th key={column.key} scope="col" id={`${props.id}-${column.key}-head`}>
                    {labelText(column.label, column.key)}
                    {column.required && <span className="dg-field-mark">*</span>}
                  </th>
                ))}
                <th scope="col">
                  <span className="dg-visually-hidden">{t("table.actions")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- new rows have no other identity
                <tr key={at}>
                  <td className="dg-rows-number">{at + 1}</td>
                  {columns.map((column) => {
                    const problems = problemsBelow(props.problems, at, column.key);
                    const id = `${props.id}-${at}-${column.key}`;
                    const { Input } = types.of(column);
                    const problem = problems[""];
                    return (
                      <td
                        key={column.key}
                        style={{ minWidth: types.looks(column).type.width ?? 120 }}
                      >
                        <label id={`${id}-label`} htmlFor={id} className="dg-visually-hidden">
                          {`${labelText(column.label, column.key)} ${at + 1}`}
                        </label>
                        <Input
                          id={id}
                          field={column}
                          value={row[column.key] ?? null}
                          isReadOnly={props.isReadOnly === true}
                          isRequired={column.required === true}
                          isInvalid={problem !== undefined}
                          problems={problems}
                          describedBy={problem ? `${id}-problem` : undefined}
                          onBlur={props.onBlur}
                          onChange={(value) => props.onChange(withRow(rows, at, column.key, value))}
                        />
                        {problem && (
                          <div id={`${id}-problem`} className="dg-field-problem">
                            {problem}
                          </div>
                        )}
                      </td>
                    );
                  })}
                  <td>
                    {!props.isReadOnly && (
                      <button
                        type="button"
                        className="dg-rows-remove"
                        aria-label={t("table.remove", { row: at + 1 })}
                        onClick={() => props.onChange(withoutRow(rows, at))}
                      >
                        ×
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {!props.isReadOnly && (
        <button
          type="button"
          id={props.id}
          className="dg-rows-add"
          onClick={() => props.onChange([...rows, defaults(columns)])}
        >
          + {t("table.add")}
        </button>
      )}
    </div>
  );
}
