import type { EntityMetadata, FormRuleMetadata } from "@dougong/kit/api";
import { type FieldObject, isBlank } from "@dougong/kit/fields";
import { useEffect, useRef } from "react";
import type { UseFormReturn } from "react-hook-form";
import type { FormValues } from "./FormField.tsx";
import { useLiveRules } from "./LiveRulesHost.tsx";

const none: FormRuleMetadata[] = [];

interface RuledForm {
  entity: EntityMetadata;
  rules: FormRuleMetadata[] | undefined;
  form: UseFormReturn<FormValues>;
  /** As the record is stored; for a new one what it began with. */
  start: FieldObject;
  isNew: boolean;
  /** As it is entered now, computed values included. */
  live: FieldObject;
}

/**
 * Keeps a form to its linkage rules: a field that becomes locked falls back to what is stored, and
 * a field takes the value of a rule when the rule comes to hold or to give another one. What was
 * typed stays when another form of the same entity takes over.
 */
export function useFormRules({ entity, rules = none, form, start, isNew, live }: RuledForm) {
  const host = useLiveRules();
  const verdict = host.verdict(rules, live, entity);
  const given = host.given(rules, live, entity);
  const locked = [...verdict.readOnly].toSorted().join();
  const last = useRef<{ rules: FormRuleMetadata[]; locked: string; given: FieldObject } | null>(
    null,
  );
  useEffect(() => {
    const before = last.current;
    const isOther = before !== null && before.rules !== rules;
    const known = before && !isOther ? before.given : isNew ? {} : host.given(rules, start, entity);
    if (before?.locked !== locked) {
      for (const key of verdict.readOnly) {
        const isKept = before?.locked.split(",").includes(key);
        if (!isKept && !(key in given)) form.setValue(key, start[key] ?? null);
      }
    }
    for (const [key, value] of Object.entries(given)) {
      const isOld = key in known && JSON.stringify(known[key]) === JSON.stringify(value);
      const isTyped = (isOther || before === null) && !isBlank(form.getValues(key) as never);
      if (!isOld && !isTyped) form.setValue(key, value);
    }
    last.current = { rules, locked, given };
  });
  return { verdict, given };
}
