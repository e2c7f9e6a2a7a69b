import type { EntityMetadata, FieldMetadata } from "@dougong/kit/api";
import { useFieldTypes } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { NativeSelect } from "@dougong/kit/ui";
import type { ViewOptionsProps } from "@dougong/kit/views";
import { useId } from "react";
import { columnFields, numberFields } from "./begin.ts";
import "./texts.ts";

const own = (entity: EntityMetadata) => entity.fields.filter((field) => field.system !== true);

/** By which field the columns are, and which number is summed up. */
export default function BoardOptions({ entity, options, onChange }: ViewOptionsProps) {
  const { t } = useTranslation("kanban");
  const types = useFieldTypes();
  const { sums: _sums, values: _values, ...others } = options;
  const sums = (options["sums"] as string[] | undefined) ?? [];
  return (
    <>
      <FieldChoice
        label={t("by")}
        fields={columnFields(own(entity), types)}
        value={String(options["by"] ?? "")}
        onChange={(by) => onChange({ ...others, by, ...(sums.length > 0 ? { sums } : {}) })}
      />
      <FieldChoice
        label={t("sum")}
        none={t("noSum")}
        fields={numberFields(entity.fields, types)}
        value={sums[0] ?? ""}
        onChange={(sum) => {
          const { sums: _before, ...rest } = options;
          onChange(sum === "" ? rest : { ...rest, sums: [sum, ...sums.slice(1)] });
        }}
      />
    </>
  );
}

interface FieldChoiceProps {
  label: string;
  none?: string;
  fields: readonly FieldMetadata[];
  value: string;
  onChange: (key: string) => void;
}

function FieldChoice({ label, none, fields, value, onChange }: FieldChoiceProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <NativeSelect id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {fields.map((field) => (
          <option key={field.key} value={field.key}>
            {labelText(field.label, field.key)}
          </option>
        ))}
      </NativeSelect>
    </>
  );
}
