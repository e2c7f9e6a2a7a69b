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
import { useEffect, useRef, useState } from "react";

const letters = (text: string) => text.toLowerCase().replace(/[\s()+-]/g, "");

const pauseMilliseconds = 400;
const fewestLetters = 4;

export interface DuplicateHint {
  field: string;
  /** The value that it is about, as text of its field. */
  typed: string;
  record: RecordLink;
}

/**
 * Looks for a readable record that has the unique value already, while it is typed and before
 * anything is saved. What it finds is about one value, and nothing is said of another.
 */
export function useDuplicateHint(entity: EntityMetadata, ownId: string | undefined) {
  const types = useFieldTypes();
  const [hint, setHint] = useState<DuplicateHint | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const looked = useRef("");
  useEffect(() => () => clearTimeout(timer.current), []);

  const typedOf = (field: FieldMetadata, value: FieldValue) =>
    isBlank(value) ? "" : letters(types.text(types.read(types.write(value, field), field), field));

  async function look(field: FieldMetadata, value: FieldValue) {
    clearTimeout(timer.current);
    const typed = typedOf(field, value);
    const question = `${field.key} ${typed}`;
    if (typed.length < fewestLetters || types.of(field).check?.(value, field)) return;
    if (question === looked.current) return;
    looked.current = question;
    try {
      const page = await listRecords(entity.key, {
        q: typed,
        limit: 5,
        fields: titleFields(entity, field.key),
      });
      const same = page.items.find((record) => {
        const text = letters(types.text(types.read(record[field.key], field), field));
        return record.id !== ownId && text !== "" && (text === typed || text.endsWith(typed));
      });
      if (question !== looked.current) return;
      const record = same && { id: same.id, label: recordTitle(entity, same, types) };
      setHint(record ? { field: field.key, typed, record } : null);
    } catch {
      looked.current = "";
    }
  }

  return {
    /** What is known of this value, also when it got its country's number since; else null. */
    of: (field: FieldMetadata, value: FieldValue): DuplicateHint | null =>
      hint?.field === field.key && typedOf(field, value).endsWith(hint.typed) ? hint : null,
    look,
    /** Looks when nobody has typed for a moment. */
    lookSoon(field: FieldMetadata, value: FieldValue) {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void look(field, value), pauseMilliseconds);
    },
  };
}
