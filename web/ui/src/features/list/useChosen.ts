import type { RecordJson } from "@dougong/kit/api";
import { useState } from "react";

/** Which rows are chosen; those that left the list count no more. */
export function useChosen(records: readonly RecordJson[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<number | null>(null);
  const chosen = records.filter((record) => ids.has(record.id));
  const isAll = records.length > 0 && chosen.length === records.length;
  return {
    records: chosen,
    isAll,
    has: (id: string) => ids.has(id),
    clear: () => setIds(new Set()),
    toggleAll: () => setIds(new Set(isAll ? [] : records.map((record) => record.id))),
    /** With Shift all rows from the one that was chosen last. */
    toggle: (at: number, isRange: boolean) => {
      const from = isRange && last !== null ? last : at;
      const isOn = !ids.has(records[at]?.id ?? "");
      const next = new Set(ids);
      for (const { id } of records.slice(Math.min(from, at), Math.max(from, at) + 1)) {
        if (isOn) next.add(id);
        else next.delete(id);
      }
      setIds(next);
      setLast(at);
    },
  };
}
