import type { EntityMetadata } from "@dougong/kit/api";
import type { Flow } from "../flow.ts";
import { targetOf } from "../scope.ts";
import { shapeName } from "../types.ts";
import type { OptionProps } from "./optionProps.ts";

/** What the option beside this one says that has a shape. */
export function siblingShape(props: OptionProps, shape: string): unknown {
  const found = Object.entries(props.siblingSchema.properties ?? {}).find(
    ([, option]) => shapeName(option) === shape,
  );
  return found && props.siblings[found[0]];
}

/** What an option is about: the entity beside it, the record's beside it, or that of the workflow. */
export function entityBeside(props: OptionProps, flow: Flow): EntityMetadata | undefined {
  const named = siblingShape(props, "entity");
  if (named !== undefined) return flow.metadata.entity(String(named));
  const record = siblingShape(props, "record");
  const field = record === undefined ? undefined : flow.scope.find(String(record))?.field;
  return field ? flow.metadata.entity(targetOf(field)) : (flow.scope.about ?? undefined);
}
