import type { FieldMetadata, RecordJson } from "../api/index.ts";
import { FieldDisplay, isBlank, useFieldTypes } from "../fields/index.ts";
import { labelText } from "../i18n/index.ts";

export interface RecordFactsProps {
  fields: readonly FieldMetadata[];
  record: RecordJson;
}

/** What a card says of its record: the fields that have a value, each with its name. */
export function RecordFacts({ fields, record }: RecordFactsProps) {
  const types = useFieldTypes();
  const facts = fields
    .map((field) => ({ field, value: types.read(record[field.key], field) }))
    .filter(({ value }) => !isBlank(value));
  if (facts.length === 0) return null;
  return (
    <dl>
      {facts.map(({ field, value }) => (
        <div key={field.key}>
          <dt>{labelText(field.label, field.key)}</dt>
          <dd>
            <FieldDisplay field={field} value={value} isShort />
          </dd>
        </div>
      ))}
    </dl>
  );
}
