import { labelText, useTranslation } from "@dougong/kit/i18n";
import { NativeSelect } from "@dougong/kit/ui";
import type { ViewOptionsProps } from "@dougong/kit/views";
import { useId } from "react";
import { fieldsFor, type Part, parts } from "./plan.ts";
import "./texts.ts";

/** Which fields are the address, the number, the hours and the region. */
export default function PlaceListOptions({ entity, options, onChange }: ViewOptionsProps) {
  const { t } = useTranslation("placeList");
  const id = useId();

  function choose(part: Part, key: string) {
    const { [part]: _before, ...others } = options;
    onChange(key === "" ? others : { ...options, [part]: key });
  }

  return parts.map((part) => (
    <div key={part}>
      <label htmlFor={`${id}-${part}`}>{t(part)}</label>
      <NativeSelect
        id={`${id}-${part}`}
        value={String(options[part] ?? "")}
        onChange={({ target }) => choose(part, target.value)}
      >
        {part !== "address" && <option value="">{t("nothing")}</option>}
        {fieldsFor(part, entity.fields).map((field) => (
          <option key={field.key} value={field.key}>
            {labelText(field.label, field.key)}
          </option>
        ))}
      </NativeSelect>
    </div>
  ));
}
