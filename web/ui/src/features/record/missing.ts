import { ApiProblem } from "@dougong/kit/api";

export const missingRecord = new ApiProblem(404, "entity.missing", "");
