import type { FieldMetadata } from "../api/index.ts";
import { FieldDisplay, useFieldTypes } from "../fields/index.ts";
import type { RecordGroup } from "./groups.ts";

export interface GroupHeadingProps {
  field: FieldMetadata | undefined;
  group: RecordGroup;
}

/** What the records of a group have in common, as its field shows it; nothing without a field. */
export function GroupHeading({ field, group }: GroupHeadingProps) {
  const types = useFieldTypes();
  const [first] = group.records;
  if (!field || !first) return null;
  return (
    <h2>
      {group.key === "" ? (
        group.label
      ) : (
        <FieldDisplay field={field} value={types.read(first[field.key], field)} isShort />
      )}
    </h2>
  );
}
