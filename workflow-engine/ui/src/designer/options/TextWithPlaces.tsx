import { useTranslation } from "@dougong/kit/i18n";
import { NativeSelect, TextArea } from "@dougong/kit/ui";
import { useRef } from "react";
import { useFlow } from "../flow.ts";
import { placesOf } from "../places.ts";
import type { InputProps } from "./optionProps.ts";

const unfit = new Set(["table", "json", "file", "image", "signature"]);

/** A text in which names of fields stand for their values; they are put in by choosing. */
export function TextWithPlaces({ id, name, value, onSet, onLeave }: InputProps) {
  const { t } = useTranslation("workflowDesign");
  const { scope } = useFlow();
  const area = useRef<HTMLTextAreaElement>(null);
  const places = placesOf(scope);
  const text = places.shown(typeof value === "string" ? value : "");
  const set = (next: string, isTyped = false) =>
    onSet(next === "" ? undefined : places.kept(next), isTyped);
  const offered = scope.fields.filter(({ field }) => !unfit.has(field.type));

  function insert(path: string) {
    const field = scope.find(path);
    if (!field) return;
    const { selectionStart = text.length, selectionEnd = text.length } = area.current ?? {};
    const [before, after] = [text.slice(0, selectionStart), text.slice(selectionEnd)];
    set(before + places.place(field) + after);
    area.current?.focus();
  }

  return (
    <>
      <TextArea
        id={id}
        ref={area}
        rows={2}
        value={text}
        onChange={(event) => set(event.target.value, true)}
        onBlur={onLeave}
      />
      <NativeSelect
        aria-label={t("insertInto", { name })}
        value=""
        onChange={(event) => insert(event.target.value)}
      >
        <option value="">{t("insert")}</option>
        {offered.map((one) => (
          <option key={one.path} value={one.path}>
            {one.name}
          </option>
        ))}
      </NativeSelect>
    </>
  );
}
