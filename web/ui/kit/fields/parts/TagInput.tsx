import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "../../i18n/index.ts";
import type { FieldInputProps } from "../definition.ts";
import { asList, asText } from "../values.ts";
import "./options.css";

/** Free words: Enter or a comma adds one, Backspace in the empty input takes the last away. */
export function TagInput(props: FieldInputProps) {
  const { t } = useTranslation("fields");
  const [draft, setDraft] = useState("");
  const tags = asList(props.value).map(asText);

  function add(text: string) {
    const words = text.split(/[,，;；\n]/).map((word) => word.trim());
    const fresh = words.filter(
      (word, at) => word && !tags.includes(word) && words.indexOf(word) === at,
    );
    if (fresh.length > 0) props.onChange([...tags, ...fresh]);
    setDraft("");
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      add(draft);
    } else if (event.key === "Backspace" && draft === "" && tags.length > 0) {
      props.onChange(tags.slice(0, -1));
    }
  }

  return (
    <div className="dg-input dg-tag-input" aria-invalid={props.isInvalid}>
      {tags.map((tag) => (
        <span key={tag} className="dg-tag">
          {tag}
          {!props.isReadOnly && (
            <button
              type="button"
              aria-label={t("removeTag", { tag })}
              onClick={() => props.onChange(tags.filter((one) => one !== tag))}
            >
              ×
            </button>
          )}
        </span>
      ))}
      <input
        id={props.id}
        value={draft}
        disabled={props.isReadOnly}
        enterKeyHint="done"
        aria-required={props.isRequired}
        aria-describedby={props.describedBy}
        placeholder={tags.length === 0 ? t("addTag") : ""}
        onKeyDown={onKeyDown}
        onChange={(event) =>
          /[,，;；\n]$/.test(event.target.value)
            ? add(event.target.value)
            : setDraft(event.target.value)
        }
        onBlur={() => {
          add(draft);
          props.onBlur?.();
        }}
      />
    </div>
  );
}
