import { type FieldDisplayProps, FieldDisplay, useFieldTypes } from "@dougong/kit/fields";
import { labelText } from "@dougong/kit/i18n";
import { useIsPhone } from "@dougong/kit/lib";
import { rowFields, rowsOf, saysSomething } from "./rows.ts";

export function RowsShown(props: FieldDisplayProps) {
  return useIsPhone() ? <RowList {...props} /> : <RowTable {...props} />;
}

function RowList({ field, value }: FieldDisplayProps) {
  return (
    <div className="dg-rows">
      {rowsOf(value).map((row, at) => {
        const [head, ...rest] = rowFields(field).filter((column) => saysSomething(row[column.key]));
        return (
          // oxlint-disable-next-line react/no-array-index-key -- rows are shown in their order
          <div key={at} className="dg-row-card">
            <div className="dg-row-open">
              <strong>{head && <FieldDisplay field={head} value={row[head.key] ?? null} />}</strong>
              <span className="dg-row-facts">
                {rest.map((column) => (
                  <span key={column.key}>
                    {labelText(column.label, column.key)}{" "}
                    <FieldDisplay field={column} value={row[column.key] ?? null} isShort />
                  </span>
                ))}
              </span>
            </div>
          </div>
        );
      })}
    </div>
  );
}

function RowTable({ field, value }: FieldDisplayProps) {
  const types = useFieldTypes();
  const columns = rowFields(field);
  return (
    <div className="dg-rows-scroll">
      <table className="dg-rows-table dg-rows-shown">
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={types.looks(column).type.alignsEnd ? "dg-end" : undefined}
              >
                {labelText(column.label, column.key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(value).map((row, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows are shown in their order
            <tr key={at}>
              {columns.map((column) => (
                <td
                  key={column.key}
                  className={types.looks(column).type.alignsEnd ? "dg-end" : undefined}
                >
                  <FieldDisplay field={column} value={row[column.key] ?? null} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
