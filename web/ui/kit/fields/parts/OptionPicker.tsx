import { lazy, Suspense } from "react";
import { labelText, useTranslation } from "../../i18n/index.ts";
import { useCoarsePointer } from "../../lib/index.ts";
import { NativeSelect } from "../../ui/index.ts";
import type { FieldInputProps } from "../definition.ts";
import { choosableOptions, optionsOf } from "../options.ts";
import { asList, asText } from "../values.ts";
import "./options.css";

const PcSelect = lazy(() => import("./PcSelect.tsx"));

/** At most this many options are all shown at once: one tap instead of two. */
const fewOptions = 4;

export const hasFewOptions = (count: number): boolean => count <= fewOptions;

/** One of the options: side by side when few, else the phone's own list or a searchable one. */
export function OptionPicker(props: FieldInputProps) {
  const { field, value } = props;
  const isCoarse = useCoarsePointer();
  const { t } = useTranslation("fields");
  const options = choosableOptions(field, value);
  if (hasFewOptions(options.length)) return <OptionRadios {...props} />;
  if (isCoarse) {
    return (
      <NativeSelect
        id={props.id}
        value={asText(value)}
        disabled={props.isReadOnly}
        aria-invalid={props.isInvalid}
        aria-required={props.isRequired}
        aria-describedby={props.describedBy}
        onBlur={props.onBlur}
        onChange={(event) => props.onChange(event.target.value || null)}
      >
        <option value="">{t("choose")}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {labelText(option.label, option.value)}
          </option>
        ))}
      </NativeSelect>
    );
  }
  return (
    <Suspense fallback={<div className="dg-input" aria-hidden />}>
      <PcSelect {...props} options={options} />
    </Suspense>
  );
}

function OptionRadios(props: FieldInputProps) {
  const { field, value } = props;
  return (
    <div
      id={props.id}
      role="radiogroup"
      aria-labelledby={`${props.id}-label`}
      aria-describedby={props.describedBy}
      aria-required={props.isRequired}
      className="dg-options"
    >
      {choosableOptions(field, value).map((option) => (
        <label key={option.value} className="dg-option">
          <input
            type="radio"
            name={props.id}
            value={option.value}
            checked={value === option.value}
            onBlur={props.onBlur}
            disabled={props.isReadOnly}
            onChange={() => props.onChange(option.value)}
            onClick={() => {
              if (value === option.value && !props.isRequired) props.onChange(null);
            }}
          />
          <span>{labelText(option.label, option.value)}</span>
        </label>
      ))}
    </div>
  );
}

/** Any number of the options. */
export function OptionToggles(props: FieldInputProps) {
  const { field, value } = props;
  const chosen = asList(value);
  return (
    <div
      id={props.id}
      role="group"
      aria-labelledby={`${props.id}-label`}
      aria-describedby={props.describedBy}
      className="dg-options"
    >
      {optionsOf(field)
        .filter((option) => !option.archived || chosen.includes(option.value))
        .map((option) => (
          <label key={option.value} className="dg-option">
            <input
              type="checkbox"
              checked={chosen.includes(option.value)}
              onBlur={props.onBlur}
              disabled={props.isReadOnly}
              onChange={(event) => {
                const rest = chosen.filter((one) => one !== option.value);
                props.onChange(event.target.checked ? [...rest, option.value] : rest);
              }}
            />
            <span>{labelText(option.label, option.value)}</span>
          </label>
        ))}
    </div>
  );
}
