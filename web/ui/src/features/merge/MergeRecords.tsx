import type { EntityMetadata, FieldMetadata, RecordJson } from "@dougong/kit/api";
import {
  asLink,
  RecordPicker,
  recordTitle,
  useFieldTypes,
  useRecordSource,
} from "@dougong/kit/fields";
import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { Button } from "antd";
import { numbered } from "./MergeValues.tsx";

export interface MergeRecordsProps {
  entity: EntityMetadata;
  records: RecordJson[];
  survivor: RecordJson | undefined;
  onSurvivor: (id: string) => void;
  onIds: (ids: string[]) => void;
}

const pickerId = "merge-other";

/** The records that are merged; one of them stays. */
export function MergeRecords(props: MergeRecordsProps) {
  const { entity, records, survivor, onSurvivor, onIds } = props;
  const { t } = useTranslation("merge");
  const types = useFieldTypes();
  const { creates: _, ...source } = useRecordSource(entity.key);
  const ids = records.map((record) => record.id);
  const field: FieldMetadata = { key: pickerId, type: "reference", label: t("merge.add") };
  return (
    <section className="dg-merge-panel">
      <h2 id="merge-records">{t("merge.records")}</h2>
      <ul className="dg-merge-records" role="radiogroup" aria-labelledby="merge-records">
        {records.map((record, place) => {
          const title = recordTitle(entity, record, types);
          const keys = (entity.naturalKey ?? []).flatMap((key) => {
            const known = entity.fields.find((one) => one.key === key);
            const text = known ? types.text(types.read(record[key], known), known) : "";
            return text && text !== title ? text : [];
          });
          const made = record.createdAt
            ? t("duplicates.createdAt", { at: formatInstant(record.createdAt) })
            : "";
          return (
            // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- the group holds radios, not items
            <li key={record.id} role="presentation">
              <label>
                <input
                  type="radio"
                  name="survivor"
                  checked={record.id === survivor?.id}
                  onChange={() => onSurvivor(record.id)}
                />
                <span>
                  <strong>{numbered(place, title)}</strong>
                  <small>{[...keys, made].filter(Boolean).join(" · ")}</small>
                </span>
                <small>{t(record.id === survivor?.id ? "merge.stays" : "merge.keepThis")}</small>
              </label>
              {records.length > 2 && (
                <Button
                  type="text"
                  aria-label={t("merge.remove", { title })}
                  onClick={() => onIds(ids.filter((id) => id !== record.id))}
                >
                  ×
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <div className="dg-merge-add">
        <span id={`${pickerId}-label`}>{t("merge.add")}</span>
        <RecordPicker
          id={pickerId}
          field={field}
          source={source}
          value={null}
          onChange={(value) => {
            const link = asLink(value);
            if (link && !ids.includes(link.id)) onIds([...ids, link.id]);
          }}
        />
      </div>
    </section>
  );
}
