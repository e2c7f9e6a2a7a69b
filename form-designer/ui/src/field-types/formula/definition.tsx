import { computedFieldType } from "@dougong/kit/fields";

export default computedFieldType("formula");
