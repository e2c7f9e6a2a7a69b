import {
  asText,
  checkLength,
  type FieldDisplayProps,
  type FieldInputProps,
  type FieldTypeDefinition,
  operators,
} from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";
import { TextArea } from "@dougong/kit/ui";
import { useRef, useState } from "react";
import { Markdown } from "./Markdown.tsx";
import "./richText.css";

const marks = [
  { key: "bold", before: "**", after: "**" },
  { key: "italic", before: "*", after: "*" },
  { key: "list", before: "\n- ", after: "" },
  { key: "heading", before: "\n## ", after: "\n" },
] as const;

function RichTextInput(props: FieldInputProps) {
  const { t } = useTranslation("form");
  const [isPreview, setIsPreview] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const text = asText(props.value);

  function surround(before: string, after: string) {
    const start = area.current?.selectionStart ?? text.length;
    const end = area.current?.selectionEnd ?? text.length;
    props.onChange(
      text.slice(0, start) + before + text.slice(start, end) + after + text.slice(end),
    );
    area.current?.focus();
  }

  return (
    <div className="dg-rich">
      <div className="dg-rich-bar">
        {marks.map((mark) => (
          <button
            key={mark.key}
            type="button"
            disabled={props.isReadOnly || isPreview}
            onClick={() => surround(mark.before, mark.after)}
          >
            {t(`richText.${mark.key}`)}
          </button>
        ))}
        <button type="button" aria-pressed={isPreview} onClick={() => setIsPreview(!isPreview)}>
          {t("richText.preview")}
        </button>
      </div>
      {isPreview ? (
        <div className="dg-rich-preview">
          <Markdown text={text} />
        </div>
      ) : (
        <TextArea
          ref={area}
          rows={6}
          id={props.id}
          value={text}
          readOnly={props.isReadOnly}
          aria-invalid={props.isInvalid}
          aria-required={props.isRequired}
          aria-describedby={props.describedBy}
          onBlur={props.onBlur}
          onChange={(event) =>
            props.onChange(event.target.value === "" ? null : event.target.value)
          }
        />
      )}
    </div>
  );
}

const plain = (text: string) =>
  text
    .replace(/[*#>`_-]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();

export default {
  id: "richText",
  Input: RichTextInput,
  Display: ({ value }: FieldDisplayProps) => <Markdown text={asText(value)} />,
  Cell: ({ value }: FieldDisplayProps) => <>{plain(asText(value)).slice(0, 120)}</>,
  isWide: true,
  width: 240,
  text: (value) => plain(asText(value)),
  check: (value, field) => checkLength(value, field, 100_000),
  operators: operators.presence,
} satisfies FieldTypeDefinition;
