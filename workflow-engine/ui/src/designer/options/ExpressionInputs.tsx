import { useTranslation } from "@dougong/kit/i18n";
import { NativeSelect, TextInput } from "@dougong/kit/ui";
import { useState } from "react";
import { PersonPicker } from "../../inbox/PersonPicker.tsx";
import { useFlow } from "../flow.ts";
import type { NamedField } from "../scope.ts";
import { readMoment, writeMoment } from "../span.ts";
import type { InputProps } from "./optionProps.ts";

const own = "own";
const person = "person";
const after = "after";

interface Extra {
  id: string;
  label: string;
}

interface ScopeInputProps extends InputProps {
  fits: (name: NamedField) => boolean;
  /** Further ways to say it, before that by an expression. */
  extras?: readonly Extra[];
  /** Which of the further ways the value is, if it is one. */
  extraOf?: (text: string) => string | null;
  onExtra?: (id: string) => void;
  unset?: string;
}

/** A value that something gives: picked from the names that there are, or written. */
export function ScopeInput(props: ScopeInputProps) {
  const { t } = useTranslation("workflowDesign");
  const { scope } = useFlow();
  const [isOwn, setIsOwn] = useState(false);
  const { id, name, value, fits, extras = [], extraOf, onSet, onLeave, unset } = props;
  const text = typeof value === "string" ? value : "";
  const choices = scope.fields.filter((one) => fits(one) || one.path === text);
  const known = choices.some(({ path }) => path === text) ? text : null;
  const mode = isOwn ? own : text === "" ? "" : (known ?? extraOf?.(text) ?? own);
  return (
    <>
      <NativeSelect
        id={id}
        value={mode}
        onChange={({ target }) => {
          setIsOwn(target.value === own);
          if (extras.some((one) => one.id === target.value)) props.onExtra?.(target.value);
          else if (target.value !== own) onSet(target.value || undefined);
        }}
      >
        <option value="">{unset ?? t("usual.unset")}</option>
        {extras.map((one) => (
          <option key={one.id} value={one.id}>
            {one.label}
          </option>
        ))}
        {choices.map((choice) => (
          <option key={choice.path} value={choice.path}>
            {choice.name}
          </option>
        ))}
        <option value={own}>{t("byExpression")}</option>
      </NativeSelect>
      {mode === own && (
        <TextInput
          className="dg-code"
          aria-label={t("expressionOf", { name })}
          value={text}
          onChange={(event) => onSet(event.target.value || undefined, true)}
          onBlur={onLeave}
        />
      )}
    </>
  );
}

const literal = /^"([0-9a-f-]{36})"$/;

/** A person: somebody whom a field names, or a certain colleague. */
export function PersonInput(props: InputProps) {
  const { t } = useTranslation("workflowDesign");
  const [isPicking, setIsPicking] = useState(false);
  const text = typeof props.value === "string" ? props.value : "";
  const colleague = literal.exec(text)?.[1];
  return (
    <>
      <ScopeInput
        {...props}
        fits={({ field }) => field.type === "user"}
        extras={[{ id: person, label: t("colleague") }]}
        extraOf={() => (colleague === undefined ? null : person)}
        onExtra={() => setIsPicking(true)}
      />
      {(isPicking || colleague !== undefined) && (
        <PersonPicker
          value={colleague ?? ""}
          onChange={(id) => {
            setIsPicking(false);
            props.onSet(`"${id}"`);
          }}
        />
      )}
    </>
  );
}

const usualHours = 24;

/** A moment: some time after the step begins, or what a field says. */
export function MomentInput(props: InputProps) {
  const { t } = useTranslation("workflowDesign");
  const { name, value, onSet, onLeave } = props;
  const moment = readMoment(value);
  return (
    <>
      <ScopeInput
        {...props}
        fits={({ field }) => (field.kind ?? field.type) === "dateTime"}
        extras={[{ id: after, label: t("someTimeLater") }]}
        extraOf={() => (moment ? after : null)}
        onExtra={() => onSet(writeMoment(usualHours, "hours"))}
      />
      {moment && (
        <div className="dg-flow-row">
          <TextInput
            type="number"
            min={0}
            aria-label={t("countOf", { name })}
            value={String(moment.count)}
            onChange={({ target }) =>
              onSet(writeMoment(Math.max(0, Math.trunc(Number(target.value))), moment.unit), true)
            }
            onBlur={onLeave}
          />
          <NativeSelect
            aria-label={t("unitOf", { name })}
            value={moment.unit}
            onChange={({ target }) =>
              onSet(writeMoment(moment.count, target.value === "days" ? "days" : "hours"))
            }
          >
            <option value="hours">{t("unit.hours")}</option>
            <option value="days">{t("unit.days")}</option>
          </NativeSelect>
        </div>
      )}
    </>
  );
}
