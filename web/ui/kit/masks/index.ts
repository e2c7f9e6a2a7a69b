import { type FieldTypeDefinition, setMasking } from "../fields/index.ts";
import { maskedType } from "./masked.tsx";

const known = new WeakMap<FieldTypeDefinition, FieldTypeDefinition>();

setMasking((type) => {
  const masked = known.get(type) ?? maskedType(type);
  known.set(type, masked);
  return masked;
});
