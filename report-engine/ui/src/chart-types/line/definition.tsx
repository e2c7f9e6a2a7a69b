import type { ChartProps, ChartTypeDefinition } from "@dougong/kit/charts";
import { Course } from "@dougong/kit/drawing";

const Lines = (props: ChartProps) => <Course {...props} isFilled={false} />;

export default { id: "line", Chart: Lines, form: "picture" } satisfies ChartTypeDefinition;
