import type { FieldMetadata } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { TextInput } from "@dougong/kit/ui";
import { useState } from "react";
import { type Draft, unplaced } from "./model.ts";
import { PaletteItem } from "./PaletteItem.tsx";
import { variants } from "./variants.ts";

export interface PaletteProps {
  draft: Draft;
  fields: ReadonlyMap<string, FieldMetadata>;
  onAdd: (variant: string) => void;
  onPut: (key: string) => void;
}

/** New fields and those that are not in the form: a click adds one, dragging says where. */
export function Palette({ draft, fields, onAdd, onPut }: PaletteProps) {
  const { t } = useTranslation("designer");
  const [words, setWords] = useState("");
  const isWanted = (...names: string[]) =>
    names.some((name) => name.toLowerCase().includes(words.trim().toLowerCase()));
  const others = unplaced(draft);
  return (
    <section className="dg-designer-palette" aria-label={t("palette")}>
      <TextInput
        type="search"
        value={words}
        aria-label={t("search")}
        placeholder={t("search")}
        onChange={(event) => setWords(event.target.value)}
      />
      <h2>{t("newFields")}</h2>
      <ul>
        {variants
          .filter(({ label, type }) => isWanted(label.zh ?? "", label.en ?? "", type))
          .map((variant) => (
            <PaletteItem
              key={variant.id}
              item={`new:${variant.id}`}
              label={labelText(variant.label, variant.type)}
              onPick={() => onAdd(variant.id)}
            />
          ))}
      </ul>
      <h2>{t("otherFields")}</h2>
      {others.length === 0 && <p>{t("allPlaced")}</p>}
      <ul>
        {others
          .map(({ key }) => ({ key, label: labelText(fields.get(key)?.label, key) }))
          .filter(({ key, label }) => isWanted(key, label))
          .map(({ key, label }) => (
            <PaletteItem key={key} item={`field:${key}`} label={label} onPick={() => onPut(key)} />
          ))}
      </ul>
    </section>
  );
}
