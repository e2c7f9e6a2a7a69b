import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { FieldMetadata } from "../../api/index.ts";
import type { PickOption, PickSource } from "../pickSource.ts";
import { RecordPicker } from "./RecordPicker.tsx";

type Labels = Readonly<Record<string, string | undefined>>;
const noLabels: Labels = {};

/** What ids are called, where they are asked for; the known ones are not asked for again. */
export function usePickedLabels(
  source: PickSource | undefined,
  ids: readonly string[],
  known: Labels = noLabels,
): Labels {
  const unnamed = useQuery({
    queryKey: ["data", "labels", source?.key, ...ids],
    enabled: source !== undefined && ids.some((id) => known[id] === undefined),
    queryFn: async () =>
      Object.fromEntries(
        await Promise.all(ids.map(async (id) => [id, (await source?.label(id)) ?? id] as const)),
      ),
  });
  return { ...unnamed.data, ...known };
}

export interface PickedRecordsProps {
  field: FieldMetadata;
  name: string;
  source: PickSource;
  ids: readonly string[];
  onChange: (ids: string[]) => void;
}

/** Any number of records, people or units, kept by their ids alone. */
export function PickedRecords({ field, name, source, ids, onChange }: PickedRecordsProps) {
  const id = useId();
  const [found, setFound] = useState<Labels>(noLabels);
  const labels = usePickedLabels(source, ids, found);
  const seen: PickSource = {
    ...source,
    search: async (words, signal) => {
      const options = await source.search(words, signal);
      setFound((before) => ({ ...before, ...labelsOf(options) }));
      return options;
    },
  };
  return (
    <div className="dg-filter-wide">
      <span id={`${id}-label`} className="dg-visually-hidden">
        {name}
      </span>
      <RecordPicker
        id={id}
        field={field}
        isMultiple
        source={seen}
        value={ids.map((one) => ({ id: one, label: labels[one] ?? "…" }))}
        onChange={(next) =>
          onChange(
            (Array.isArray(next) ? next : []).flatMap((one) =>
              one !== null && typeof one === "object" && !Array.isArray(one)
                ? String(one["id"])
                : [],
            ),
          )
        }
      />
    </div>
  );
}

const labelsOf = (options: PickOption[]): Labels =>
  Object.fromEntries(options.map((option) => [option.id, option.label]));
