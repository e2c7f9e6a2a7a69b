import { choosableFields, type EntityMetadata } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Dialog } from "@dougong/kit/ui";
import { Button } from "antd";
import { useState } from "react";

export interface ColumnDialogProps {
  entity: EntityMetadata;
  columns: string[];
  onApply: (columns: string[]) => void;
  onClose: () => void;
}

/** Which columns, and in which order; everything works by click and by keyboard. */
export function ColumnDialog({ entity, columns, onApply, onClose }: ColumnDialogProps) {
  const { t } = useTranslation("web");
  const { t: tFilters } = useTranslation("filters");
  const [chosen, setChosen] = useState(columns);
  const rest = choosableFields(entity)
    .map((field) => field.key)
    .filter((key) => !chosen.includes(key));
  const label = (key: string) =>
    labelText(entity.fields.find((field) => field.key === key)?.label, key);
  function move(at: number, step: number) {
    const next = [...chosen];
    const [key] = next.splice(at, 1);
    if (key) next.splice(at + step, 0, key);
    setChosen(next);
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      shape="sheet"
      title={t("list.columns")}
      footer={
        <>
          <Button
            onClick={() => {
              onApply([]);
              onClose();
            }}
          >
            {t("list.columnsReset")}
          </Button>
          <Button
            type="primary"
            disabled={chosen.length === 0}
            onClick={() => {
              onApply(chosen);
              onClose();
            }}
          >
            {tFilters("filter.apply")}
          </Button>
        </>
      }
    >
      <ol className="dg-columns">
        {chosen.map((key, at) => (
          <li key={key}>
            <label className="dg-check">
              <input
                type="checkbox"
                checked
                onChange={() => setChosen(chosen.filter((one) => one !== key))}
              />
              {label(key)}
            </label>
            <button
              type="button"
              disabled={at === 0}
              aria-label={t("list.up", { name: label(key) })}
              onClick={() => move(at, -1)}
            >
              ↑
            </button>
            <button
              type="button"
              disabled={at === chosen.length - 1}
              aria-label={t("list.down", { name: label(key) })}
              onClick={() => move(at, 1)}
            >
              ↓
            </button>
          </li>
        ))}
      </ol>
      <ul className="dg-columns">
        {rest.map((key) => (
          <li key={key}>
            <label className="dg-check">
              <input type="checkbox" checked={false} onChange={() => setChosen([...chosen, key])} />
              {label(key)}
            </label>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
