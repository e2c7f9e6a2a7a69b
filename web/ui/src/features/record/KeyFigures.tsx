import type { EntityMetadata, RecordJson } from "@dougong/kit/api";
import { FieldDisplay, isBlank, useFieldTypes } from "@dougong/kit/fields";
import { labelText } from "@dougong/kit/i18n";
import "./KeyFigures.css";

/** What the entity's document puts at the top of a record; an empty one shows a dash. */
export function KeyFigures({ entity, record }: { entity: EntityMetadata; record: RecordJson }) {
  const types = useFieldTypes();
  const fields = (entity.keyFigures ?? []).flatMap(
    (key) => entity.fields.find((field) => field.key === key) ?? [],
  );
  if (fields.length === 0) return null;
  return (
    <dl className="dg-key-figures">
      {fields.map((field) => {
        const value = types.read(record[field.key], field);
        return (
          <div key={field.key}>
            <dt>{labelText(field.label, field.key)}</dt>
            <dd>{isBlank(value) ? "—" : <FieldDisplay field={field} value={value} isShort />}</dd>
          </div>
        );
      })}
    </dl>
  );
}
