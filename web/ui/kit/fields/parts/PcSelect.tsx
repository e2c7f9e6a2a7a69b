import { Select } from "antd";
import type { OptionMetadata } from "../../api/index.ts";
import { labelText, useTranslation } from "../../i18n/index.ts";
import type { FieldInputProps } from "../definition.ts";
import { asText } from "../values.ts";

/** antd's searchable list, loaded only where a mouse points. */
export default function PcSelect(props: FieldInputProps & { options: OptionMetadata[] }) {
  const { t } = useTranslation("fields");
  return (
    <Select
      id={props.id}
      value={asText(props.value) || null}
      disabled={props.isReadOnly === true}
      {...(props.isInvalid ? { status: "error" as const } : {})}
      aria-required={props.isRequired}
      aria-describedby={props.describedBy}
      aria-labelledby={`${props.id}-label`}
      placeholder={t("choose")}
      allowClear={!props.isRequired}
      showSearch={{ optionFilterProp: "label" }}
      virtual={props.options.length > 100}
      getPopupContainer={(trigger: HTMLElement) => trigger.parentElement ?? document.body}
      options={props.options.map((option) => ({
        value: option.value,
        label: labelText(option.label, option.value),
      }))}
      onBlur={() => props.onBlur?.()}
      onChange={(chosen: string | null | undefined) => props.onChange(chosen ?? null)}
    />
  );
}
