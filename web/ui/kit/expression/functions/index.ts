import { conversionFunctions } from "./conversion.ts";
import { dateFunctions } from "./date.ts";
import type { Functions } from "./function.ts";
import { listFunctions } from "./list.ts";
import { logicFunctions } from "./logic.ts";
import { numberFunctions } from "./number.ts";
import { textFunctions } from "./text.ts";
import { timeFunctions } from "./time.ts";
import { userFunctions } from "./user.ts";

/** All functions and operators by the id that the server gave each overload. */
export const functions: Functions = {
  ...textFunctions,
  ...conversionFunctions,
  ...numberFunctions,
  ...logicFunctions,
  ...dateFunctions,
  ...timeFunctions,
  ...listFunctions,
  ...userFunctions,
};
