import type { Json, JsonObject } from "@dougong/kit/api";
import type { OptionSchema } from "../types.ts";

/** Names of an option's parts and values in the reader's language. */
export interface OptionTexts {
  part: (key: string) => string;
  value: (value: string) => string;
  below: (key: string) => OptionTexts;
}

export interface OptionProps {
  schema: OptionSchema;
  name: string;
  texts: OptionTexts;
  value: Json | undefined;
  isRequired?: boolean;
  /** Its input is a group of controls. */
  isGroup?: boolean | undefined;
  /** The options beside it, of which one may say what this is about. */
  siblings: JsonObject;
  siblingSchema: OptionSchema;
  /** The step whose option it is; null for the trigger. */
  node: string | null;
  /** What is wrong, by place below the option. */
  problems?: Readonly<Record<string, string>> | undefined;
  /** Typing goes on until the field is left. */
  onSet: (value: Json | undefined, isTyped?: boolean) => void;
  onLeave: () => void;
}

export type InputProps = OptionProps & { id: string };
