import { FieldDisplay, FieldShell, useFieldServices } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Dialog } from "@dougong/kit/ui";
import { Button } from "antd";
import { useState } from "react";
import {
  problemsBelow,
  rowFields,
  type RowsInputProps,
  saysSomething,
  withoutRow,
  withRow,
} from "./rows.ts";

/** Each row is a card; a tap opens it in a sheet with the phone's own inputs. */
export function RowCards(props: RowsInputProps) {
  const { field, rows } = props;
  const { t } = useTranslation("form");
  const { defaults } = useFieldServices();
  const [openAt, setOpenAt] = useState<number | null>(null);
  const columns = rowFields(field);
  return (
    <div className="dg-rows">
      {rows.map((row, at) => {
        const isWrong = Object.keys(problemsBelow(props.problems, at)).length > 0;
        const [head, ...rest] = columns.filter((column) => saysSomething(row[column.key]));
        return (
          // oxlint-disable-next-line react/no-array-index-key -- new rows have no other identity
          <div key={at} className={isWrong ? "dg-row-card dg-row-wrong" : "dg-row-card"}>
            <button type="button" className="dg-row-open" onClick={() => setOpenAt(at)}>
              <strong>
                {head ? (
                  <FieldDisplay field={head} value={row[head.key] ?? null} isShort />
                ) : (
                  t("table.empty", { row: at + 1 })
                )}
              </strong>
              <span className="dg-row-facts">
                {rest.slice(0, 5).map((column) => (
                  <span key={column.key}>
                    {labelText(column.label, column.key)}{" "}
                    <FieldDisplay field={column} value={row[column.key] ?? null} isShort />
                  </span>
                ))}
              </span>
            </button>
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
          </div>
        );
      })}
      {!props.isReadOnly && (
        <button
          type="button"
          id={props.id}
          className="dg-rows-add"
          onClick={() => {
            props.onChange([...rows, defaults(columns)]);
            setOpenAt(rows.length);
          }}
        >
          + {t("table.add")}
        </button>
      )}
      <Dialog
        isOpen={openAt !== null && openAt < rows.length}
        onClose={() => setOpenAt(null)}
        shape="sheet"
        title={`${labelText(field.label, field.key)} ${(openAt ?? 0) + 1}`}
        footer={
          <Button type="primary" block size="large" onClick={() => setOpenAt(null)}>
            {t("table.done")}
          </Button>
        }
      >
        {openAt !== null && <RowFields {...props} at={openAt} />}
      </Dialog>
    </div>
  );
}

function RowFields(props: RowsInputProps & { at: number }) {
  const { rows, at } = props;
  const { types } = useFieldServices();
  return (
    <div className="dg-row-fields">
      {rowFields(props.field).map((column) => {
        const problems = problemsBelow(props.problems, at, column.key);
        const id = `${props.id}-${at}-${column.key}`;
        const { Input, isGroup } = types.of(column);
        return (
          <FieldShell
            key={column.key}
            id={id}
            field={column}
            isGroup={isGroup}
            isRequired={column.required}
            problem={problems[""]}
          >
            {(describedBy) => (
              <Input
                id={id}
                field={column}
                value={rows[at]?.[column.key] ?? null}
                isReadOnly={props.isReadOnly === true}
                isRequired={column.required === true}
                isInvalid={problems[""] !== undefined}
                problems={problems}
                describedBy={describedBy}
                onBlur={props.onBlur}
                onChange={(value) => props.onChange(withRow(rows, at, column.key, value))}
              />
            )}
          </FieldShell>
        );
      })}
    </div>
  );
}
