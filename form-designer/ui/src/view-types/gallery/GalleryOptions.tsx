import type { EntityMetadata } from "@dougong/kit/api";
import { useFieldTypes } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { NativeSelect } from "@dougong/kit/ui";
import type { ViewOptionsProps } from "@dougong/kit/views";
import { useId } from "react";
import { pictureFields } from "./plan.ts";
import "./texts.ts";

/** Which field has the picture, and whether it is shown whole. */
export default function GalleryOptions({ entity, options, onChange }: ViewOptionsProps) {
  const { t } = useTranslation("gallery");
  const id = useId();
  const picture = String(options["picture"] ?? "");
  const { fit: _before, ...others } = options;
  return (
    <>
      <label htmlFor={`${id}-picture`}>{t("picture")}</label>
      <NativeSelect
        id={`${id}-picture`}
        value={picture}
        onChange={(event) => onChange({ ...options, picture: event.target.value })}
      >
        {useChoices(entity, picture).map((field) => (
          <option key={field.key} value={field.key}>
            {labelText(field.label, field.key)}
          </option>
        ))}
      </NativeSelect>
      <label htmlFor={`${id}-fit`}>{t("fit")}</label>
      <NativeSelect
        id={`${id}-fit`}
        value={String(options["fit"] ?? "cover")}
        onChange={(event) =>
          onChange(event.target.value === "contain" ? { ...others, fit: "contain" } : others)
        }
      >
        <option value="cover">{t("cover")}</option>
        <option value="contain">{t("contain")}</option>
      </NativeSelect>
    </>
  );
}

/** Fields of pictures, and the one that the document names already, which may hold other files. */
function useChoices(entity: EntityMetadata, chosen: string) {
  const offered = pictureFields(entity.fields, useFieldTypes());
  return entity.fields.filter((field) => field.key === chosen || offered.includes(field));
}
