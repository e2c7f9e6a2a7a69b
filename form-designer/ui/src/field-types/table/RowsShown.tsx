import { type FieldDisplayProps, FieldDisplay, useFieldTypes } from "@dougong/kit/fields";
import { labelText } from "@dougong/kit/i18n";
import { rowFields, rowsOf } from "./rows.ts";

export function RowsShown({ field, value }: FieldDisplayProps) {
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
