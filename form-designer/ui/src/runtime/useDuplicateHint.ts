import {
  type EntityMetadata,
  type FieldMetadata,
  listRecords,
  type RecordLink,
} from "@dougong/kit/api";
import {
  type FieldValue,
  isBlank,
  recordTitle,
  titleFields,
  useFieldTypes,
} from "@dougong/kit/fields";
import { useState } from "react";

const letters = (text: string) => text.toLowerCase().replace(/[\s()+-]/g, "");

export interface DuplicateHint {
  field: string;
  record: RecordLink;
}

/** Looks for a readable record that has the unique value already, before anything is saved. */
export function useDuplicateHint(entity: EntityMetadata, ownId: string | undefined) {
  const types = useFieldTypes();
  const [hint, setHint] = useState<DuplicateHint | null>(null);

  async function look(field: FieldMetadata, value: FieldValue) {
    const textOf = (json: unknown) => letters(types.text(types.read(json, field), field));
    const typed = isBlank(value) ? "" : textOf(types.write(value, field));
    if (typed.length < 4 || types.of(field).check?.(value, field)) {
      setHint(null);
      return;
    }
    try {
      const page = await listRecords(entity.key, {
        q: typed,
        limit: 5,
        fields: titleFields(entity, field.key),
      });
      const same = page.items.find((record) => {
        const text = textOf(record[field.key]);
        return record.id !== ownId && text !== "" && (text === typed || text.endsWith(typed));
      });
      setHint(
        same
          ? { field: field.key, record: { id: same.id, label: recordTitle(entity, same, types) } }
          : null,
      );
    } catch {
      setHint(null);
    }
  }

  return { hint, look };
}
