import { type Json, writeJson } from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { useId } from "react";
import type { Conflict, Side } from "./api.ts";

interface ConflictChoiceProps {
  /** Document in which it is, to tell groups of choices apart. */
  name: string;
  conflict: Conflict;
  /** Whether the other side is what was there before an upgrade. */
  isBack: boolean;
  onChoose: (side: Side) => void;
}

/** A place that both sides changed: both are shown, one is chosen. */
export function ConflictChoice({ name, conflict, isBack, onChoose }: ConflictChoiceProps) {
  const { t } = useTranslation("packages");
  const id = useId();
  const { place, base, choice } = conflict;
  const chosen = choice ?? "ours";
  return (
    <fieldset className="dg-packages-conflict">
      <legend>{place === "" ? t("conflict.whole") : place}</legend>
      <p>
        {conflict.error.message} {t("conflict.base")} <Value value={base} />
      </p>
      {(["ours", "theirs"] as const).map((side) => (
        <label key={side}>
          <input
            type="radio"
            name={`${id}${name}${place}`}
            checked={chosen === side}
            onChange={() => onChoose(side)}
          />
          <span>{t(side === "theirs" && isBack ? "conflict.before" : `conflict.${side}`)}</span>
          <Value value={conflict[side]} />
        </label>
      ))}
    </fieldset>
  );
}

/** What stands there, short; a whole document is told by its size only. */
function Value({ value }: { value: Json }) {
  const { t } = useTranslation("packages");
  if (value === null) return <em>{t("conflict.nothing")}</em>;
  const text = typeof value === "string" ? value : writeJson(value);
  return <code>{text.length > 300 ? `${text.slice(0, 300)}…` : text}</code>;
}
