import type { ChartProps, ChartTypeDefinition } from "@dougong/kit/charts";
import { Course } from "@dougong/kit/drawing";

const Areas = (props: ChartProps) => <Course {...props} isFilled={true} />;

export default { id: "area", Chart: Areas, form: "picture" } satisfies ChartTypeDefinition;
