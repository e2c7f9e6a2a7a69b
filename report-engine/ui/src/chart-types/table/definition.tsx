import {
  type ChartProps,
  type ChartTypeDefinition,
  columnsOfSlot,
  DataTable,
} from "@dougong/kit/charts";

function Table({ answer, slots, title, onOpen }: ChartProps) {
  const columns = [
    ...columnsOfSlot(answer, slots, "groups"),
    ...columnsOfSlot(answer, slots, "values"),
  ];
  return <DataTable answer={answer} title={title} columns={columns} onOpen={onOpen} />;
}

export default { id: "table", Chart: Table, form: "list" } satisfies ChartTypeDefinition;
