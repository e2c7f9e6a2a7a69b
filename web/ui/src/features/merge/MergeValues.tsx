import type { EntityMetadata, FieldMetadata, RecordJson } from "@dougong/kit/api";
import { FieldDisplay, isBlank, recordTitle, useFieldTypes } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import type { MergePreview } from "@dougong/kit/merges";
import { Button } from "antd";
import { useState } from "react";

/** Records of one name are told apart by their place among those that are compared. */
export const numbered = (place: number, title: string): string => `${place + 1}. ${title}`;

/** Stands for all values of a list together. */
export const united = "united";

export interface MergeValuesProps {
  entity: EntityMetadata;
  records: RecordJson[];
  survivor: RecordJson;
  preview: MergePreview;
  /** Id of the record whose value is chosen, or `united`, by field key. */
  choices: Record<string, string>;
  onChoose: (field: string, from: string) => void;
}

interface Row {
  field: FieldMetadata;
  suggested: string;
  isUnited: boolean;
  isSame: boolean;
}

/** Each field with the values of all records, one of which is taken. */
export function MergeValues(props: MergeValuesProps) {
  const { entity, records, survivor, preview, choices, onChoose } = props;
  const { t } = useTranslation("merge");
  const [showsSame, setShowsSame] = useState(false);
  const rows = useRows(entity, records, survivor, preview);
  const same = rows.filter((row) => row.isSame).length;
  const shown = rows.filter((row) => showsSame || !row.isSame);
  return (
    <section className="dg-merge-panel">
      <h2>{t("merge.values")}</h2>
      <p>
        <small>{t("merge.valuesHint")}</small>
      </p>
      {shown.length === 0 && <p>{t("merge.nothingDiffers")}</p>}
      {shown.map((row) => (
        <ValueRow
          key={row.field.key}
          entity={entity}
          row={row}
          records={records}
          chosen={choices[row.field.key] ?? row.suggested}
          onChoose={(from) => onChoose(row.field.key, from)}
        />
      ))}
      {same > 0 && (
        <Button type="link" onClick={() => setShowsSame(!showsSame)}>
          {showsSame ? t("merge.hideSame") : t("merge.showSame", { count: same })}
        </Button>
      )}
    </section>
  );
}

/** The fields that anybody may choose and that one of the records has. */
function useRows(
  entity: EntityMetadata,
  records: RecordJson[],
  survivor: RecordJson,
  preview: MergePreview,
): Row[] {
  const types = useFieldTypes();
  return preview.fields.flatMap((one) => {
    const field = entity.fields.find((known) => known.key === one.field);
    if (!field) return [];
    const values = records.map((record) => types.read(record[field.key], field));
    if (values.every(isBlank)) return [];
    const [first, ...rest] = values.map((value) => JSON.stringify(value));
    return {
      field,
      suggested: one.united ? united : (one.from ?? survivor.id),
      isUnited: one.united,
      isSame: rest.every((value) => value === first),
    };
  });
}

interface ValueRowProps {
  entity: EntityMetadata;
  row: Row;
  records: RecordJson[];
  chosen: string;
  onChoose: (from: string) => void;
}

function ValueRow({ entity, row, records, chosen, onChoose }: ValueRowProps) {
  const { t } = useTranslation("merge");
  const types = useFieldTypes();
  const { field } = row;
  const label = `merge-${field.key}`;
  return (
    <div className="dg-merge-field">
      <span id={label}>{labelText(field.label, field.key)}</span>
      <div className="dg-merge-options" role="radiogroup" aria-labelledby={label}>
        {row.isUnited && (
          <label className="dg-merge-choice">
            <input
              type="radio"
              name={label}
              checked={chosen === united}
              onChange={() => onChoose(united)}
            />
            <span>{t("merge.united")}</span>
          </label>
        )}
        {records.map((record, place) => {
          const value = types.read(record[field.key], field);
          return (
            <label key={record.id} htmlFor={`${label}-${record.id}`} className="dg-merge-choice">
              <input
                type="radio"
                id={`${label}-${record.id}`}
                name={label}
                checked={chosen === record.id}
                onChange={() => onChoose(record.id)}
              />
              <span>
                {isBlank(value) ? (
                  t("merge.empty")
                ) : (
                  <FieldDisplay field={field} value={value} isShort />
                )}
              </span>
              <small>{numbered(place, recordTitle(entity, record, types))}</small>
            </label>
          );
        })}
      </div>
    </div>
  );
}
