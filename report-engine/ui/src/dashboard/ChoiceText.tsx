import { useWorkspace } from "@dougong/kit/api";
import { optionText, usePickedLabels, useFieldTypes } from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";
import type { Choice } from "./api.ts";
import { useNamedFilter } from "./words.ts";

/** A choice in words: `门店:万达店、西湖店`. */
export function ChoiceText({ choice }: { choice: Choice }) {
  const { t } = useTranslation("report");
  const named = useNamedFilter(choice);
  const values = useChoiceValues(choice);
  return <>{t("filter.said", { name: named?.name ?? choice.field, values })}</>;
}

function useChoiceValues(choice: Choice): string {
  const { t } = useTranslation("report");
  const types = useFieldTypes();
  const { metadata } = useWorkspace();
  const named = useNamedFilter(choice);
  const field = named ? types.looks(named.field).field : undefined;
  const source = field ? types.of(field).pickSource?.(field, metadata, types) : undefined;
  const values = choice.values ?? [];
  const ids = values.flatMap((value) => (value === null ? [] : String(value)));
  const labels = usePickedLabels(source, source ? ids : []);
  if (!choice.values) {
    const { from, to } = choice;
    if (from === undefined) return t("filter.until", { value: String(to ?? "") });
    return to === undefined
      ? t("filter.since", { value: String(from) })
      : t("filter.between", { from: String(from), to: String(to) });
  }
  return values
    .map((value) => {
      if (value === null) return t("filter.blank");
      const text = String(value);
      if (typeof value === "boolean") return t(`filter.${value}`);
      if (source) return labels[text] ?? "…";
      return field ? optionText(field, text) : text;
    })
    .join(t("filter.and"));
}
