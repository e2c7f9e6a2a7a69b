import { type ChartTypeDefinition, DataTable } from "@dougong/kit/charts";

/** Each type is loaded when a dashboard shows it. */
const found = import.meta.glob<ChartTypeDefinition>("./chart-types/*/definition.tsx", {
  import: "default",
});

const idOf = (path: string) => path.split("/").at(-2) ?? "";
const loaders = new Map(Object.entries(found).map(([path, load]) => [idOf(path), load]));

/** Ids of all types that have a folder. */
export const chartTypeIds = [...loaders.keys()];

/** A type that this build does not know shows the answer as it is. */
const unknownType: ChartTypeDefinition = { id: "unknown", Chart: DataTable, form: "list" };

export function loadChartType(id: string): Promise<ChartTypeDefinition> {
  return loaders.get(id)?.() ?? Promise.resolve(unknownType);
}
