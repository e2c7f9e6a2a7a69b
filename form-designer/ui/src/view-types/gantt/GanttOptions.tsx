import type { FieldMetadata } from "@dougong/kit/api";
import { useFieldTypes } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { NativeSelect } from "@dougong/kit/ui";
import type { ViewOptionsProps } from "@dougong/kit/views";
import { useId } from "react";
import { colorFields, dayFields, groupFields } from "./begin.ts";
import "./texts.ts";

/** From which date to which the bars reach, how they stand together and what colours them. */
export default function GanttOptions({ entity, options, onChange }: ViewOptionsProps) {
  const { t } = useTranslation("gantt");
  const types = useFieldTypes();
  const id = useId();
  const days = dayFields(entity.fields, types);
  const choices: Record<string, { fields: readonly FieldMetadata[]; isNeeded: boolean }> = {
    start: { fields: days, isNeeded: true },
    end: { fields: days, isNeeded: true },
    group: { fields: groupFields(entity.fields, types), isNeeded: false },
    color: { fields: colorFields(entity.fields), isNeeded: false },
  };

  function choose(name: string, key: string) {
    const { [name]: _before, ...others } = options;
    onChange(key === "" ? others : { ...options, [name]: key });
  }

  return Object.entries(choices).map(([name, { fields, isNeeded }]) => (
    <div key={name}>
      <label htmlFor={`${id}-${name}`}>{t(name)}</label>
      <NativeSelect
        id={`${id}-${name}`}
        value={String(options[name] ?? "")}
        onChange={({ target }) => choose(name, target.value)}
      >
        {!isNeeded && <option value="">{t("nothing")}</option>}
        {fields.map((field) => (
          <option key={field.key} value={field.key}>
            {labelText(field.label, field.key)}
          </option>
        ))}
      </NativeSelect>
    </div>
  ));
}
