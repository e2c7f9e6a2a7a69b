import { shapeName } from "../types.ts";
import type { OptionProps } from "./optionProps.ts";

/** What the option beside this one says that has a shape. */
export function siblingShape(props: OptionProps, shape: string): unknown {
  const found = Object.entries(props.siblingSchema.properties ?? {}).find(
    ([, option]) => shapeName(option) === shape,
  );
  return found && props.siblings[found[0]];
}
