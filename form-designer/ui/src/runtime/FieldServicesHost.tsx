import { FieldServicesProvider } from "@dougong/kit/fields";
import type { ReactNode } from "react";
import { fieldTypes } from "./fieldTypes.ts";

const services = { types: fieldTypes, compute: () => ({}), defaults: () => ({}) };

/** The field types for every part below that shows records; forms add the live rules. */
export function FieldServicesHost({ children }: { children: ReactNode }) {
  return <FieldServicesProvider services={services}>{children}</FieldServicesProvider>;
}
