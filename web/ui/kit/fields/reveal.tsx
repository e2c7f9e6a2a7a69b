import { createContext, type ReactNode } from "react";
import type { FieldMetadata } from "../api/index.ts";

/** Uncovers the value of a field of the record that is shown; the server notes who did. */
export type Reveal = (field: FieldMetadata) => Promise<string>;

export const RevealContext = createContext<Reveal | null>(null);

/** Lets masked values below be uncovered; with null they stay as they are. */
export function RevealProvider(props: { reveal: Reveal | null; children: ReactNode }) {
  return <RevealContext value={props.reveal}>{props.children}</RevealContext>;
}

export const isMask = (value: unknown): boolean => typeof value === "string" && value.includes("*");
