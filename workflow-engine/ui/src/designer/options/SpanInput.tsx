import { useTranslation } from "@dougong/kit/i18n";
import { NativeSelect, TextInput } from "@dougong/kit/ui";
import { readSpan, type Span, type SpanUnit, spanUnits, writeSpan } from "../span.ts";
import { shapeName } from "../types.ts";
import type { InputProps } from "./optionProps.ts";

const usual: Span = { count: 1, unit: "days", isBefore: false };

/** A number with its unit; of a shift also whether it is before or after. */
export function SpanInput({ id, schema, name, value, isRequired, onSet, onLeave }: InputProps) {
  const { t } = useTranslation("workflowDesign");
  const isShift = shapeName(schema) === "shift";
  const given = typeof value === "string" ? value : "";
  const span = readSpan(given);
  if (given !== "" && !span) {
    return (
      <TextInput
        id={id}
        className="dg-code"
        value={given}
        onChange={(event) => onSet(event.target.value || undefined, true)}
        onBlur={onLeave}
      />
    );
  }
  const set = (change: Partial<Span>, isTyped = false) =>
    onSet(writeSpan({ ...(span ?? usual), ...change }), isTyped);
  return (
    <div className="dg-flow-row">
      <TextInput
        id={id}
        type="number"
        min={0}
        value={span ? String(span.count) : ""}
        onChange={({ target }) => {
          if (target.value === "" && !isRequired) onSet(undefined, true);
          else set({ count: Math.max(0, Math.trunc(Number(target.value))) }, true);
        }}
        onBlur={onLeave}
      />
      <NativeSelect
        aria-label={t("unitOf", { name })}
        value={span?.unit ?? usual.unit}
        onChange={({ target }) => set({ unit: target.value as SpanUnit })}
      >
        {spanUnits.map((unit) => (
          <option key={unit} value={unit}>
            {t(`unit.${unit}`)}
          </option>
        ))}
      </NativeSelect>
      {isShift && (
        <NativeSelect
          aria-label={t("directionOf", { name })}
          value={span?.isBefore ? "before" : "after"}
          onChange={({ target }) => set({ isBefore: target.value === "before" })}
        >
          <option value="after">{t("after")}</option>
          <option value="before">{t("before")}</option>
        </NativeSelect>
      )}
    </div>
  );
}
