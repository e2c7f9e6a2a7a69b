import type { FieldMetadata } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { TextInput } from "@dougong/kit/ui";
import { useState } from "react";
import { PaletteItem } from "./PaletteItem.tsx";
import { columnAt, type ViewDraft } from "./viewModel.ts";

export interface ViewFieldsProps {
  draft: ViewDraft;
  fields: ReadonlyMap<string, FieldMetadata>;
  onAdd: (key: string) => void;
}

/** Fields that the view does not show yet: a click adds one, dragging says where. */
export function ViewFields({ draft, fields, onAdd }: ViewFieldsProps) {
  const { t } = useTranslation("designer");
  const [words, setWords] = useState("");
  const wanted = words.trim().toLowerCase();
  const others = [...fields.values()]
    .filter((field) => columnAt(draft, field.key) < 0 && !field.fields)
    .map((field) => ({ key: field.key, label: labelText(field.label, field.key) }))
    .filter(({ key, label }) => `${label} ${key}`.toLowerCase().includes(wanted));
  return (
    <section className="dg-designer-palette" aria-label={t("palette")}>
      <TextInput
        type="search"
        value={words}
        aria-label={t("search")}
        placeholder={t("search")}
        onChange={(event) => setWords(event.target.value)}
      />
      {others.length === 0 && <p>{t("view.allShown")}</p>}
      <ul>
        {others.map(({ key, label }) => (
          <PaletteItem key={key} item={key} label={label} onPick={() => onAdd(key)} />
        ))}
      </ul>
    </section>
  );
}
