import { useFieldTypes } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { NativeSelect } from "@dougong/kit/ui";
import type { ViewOptionsProps } from "@dougong/kit/views";
import { useId } from "react";
import { dayFields } from "./begin.ts";
import "./texts.ts";

/** By which date the records stand in the calendar. */
export default function CalendarOptions({ entity, options, onChange }: ViewOptionsProps) {
  const { t } = useTranslation("calendar");
  const types = useFieldTypes();
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{t("by")}</label>
      <NativeSelect
        id={id}
        value={String(options["by"] ?? "")}
        onChange={(event) => onChange({ ...options, by: event.target.value })}
      >
        {dayFields(entity.fields, types).map((field) => (
          <option key={field.key} value={field.key}>
            {labelText(field.label, field.key)}
          </option>
        ))}
      </NativeSelect>
    </>
  );
}
