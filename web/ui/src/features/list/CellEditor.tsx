import type { FieldMetadata, RecordJson } from "@dougong/kit/api";
import {
  type FieldTypeDefinition,
  type FieldTypes,
  type FieldValue,
  isBlank,
  type ValueProblem,
} from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import "./CellEditor.css";

/** What comes after an edit: nothing, or the next cell before or behind. */
export type EditEnd = "stay" | "next" | "before" | "below";

export interface CellEditorProps {
  field: FieldMetadata;
  record: RecordJson;
  types: FieldTypes;
  save: (value: FieldValue) => Promise<string | null>;
  /** Gives the value to all chosen records, by Ctrl+Enter as in Excel; absent where none are. */
  saveAll?: ((value: FieldValue) => Promise<string | null>) | undefined;
  onEnd: (end: EditEnd) => void;
}

const popups = ".ant-select-dropdown, .ant-picker-dropdown, .dg-toasts, dialog";

/** What is wrong with a value before it is sent. */
export function faultOf(
  value: FieldValue,
  field: FieldMetadata,
  type: FieldTypeDefinition,
): ValueProblem | null {
  if (!isBlank(value)) return type.check?.(value, field) ?? null;
  const label = labelText(field.label, field.key);
  return field.required ? { key: "check.required", places: { label } } : null;
}

/** The field type's own input over a cell: Enter and Tab save, Esc leaves it as it was. */
export function CellEditor({ field, record, types, save, saveAll, onEnd }: CellEditorProps) {
  const { t } = useTranslation("web");
  const { t: say } = useTranslation("fields");
  const type = types.of(field);
  const id = useId();
  const host = useRef<HTMLDivElement>(null);
  const [value, setValue] = useState<FieldValue>(() => types.read(record[field.key], field));
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  useLayoutEffect(() => {
    const first = host.current?.querySelector<HTMLElement>("input, textarea, select, button");
    first?.focus();
    if (first instanceof HTMLInputElement) first.select();
  }, []);

  async function finish(end: EditEnd, write = save) {
    if (isBusy) return;
    const wrong = faultOf(value, field, type);
    if (wrong) return setProblem(say(wrong.key, wrong.places ?? {}));
    setIsBusy(true);
    const refused = await write(value);
    setIsBusy(false);
    if (refused === null) onEnd(end);
    else setProblem(refused);
  }

  const outside = useRef<() => void>(() => undefined);
  useEffect(() => {
    outside.current = () => void finish("stay");
  });
  useEffect(() => {
    const leave = ({ target }: PointerEvent) => {
      const isInside = target instanceof Element && (host.current?.contains(target) ?? false);
      if (!isInside && !(target instanceof Element && target.closest(popups))) outside.current();
    };
    document.addEventListener("pointerdown", leave, true);
    return () => document.removeEventListener("pointerdown", leave, true);
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    const isChord = event.ctrlKey || event.metaKey;
    const isText = event.target instanceof HTMLTextAreaElement && !isChord;
    const isButton = event.target instanceof HTMLButtonElement;
    if (event.key === "Escape") onEnd("stay");
    else if (event.key === "Tab") void finish(event.shiftKey ? "before" : "next");
    else if (event.key === "Enter" && isChord && saveAll) void finish("stay", saveAll);
    else if (event.key === "Enter" && !isText && !isButton) void finish("below");
    else return;
    event.preventDefault();
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys of the input inside
    <div ref={host} className="dg-cell-editor" aria-busy={isBusy} onKeyDown={onKeyDown}>
      <label htmlFor={id} className="dg-cell-label">
        {t("list.editing", { field: labelText(field.label, field.key) })}
      </label>
      <type.Input
        id={id}
        field={field}
        value={value}
        isInvalid={problem !== null}
        isRequired={field.required === true}
        describedBy={problem ? `${id}-problem` : undefined}
        onChange={(next) => {
          setValue(next);
          setProblem(null);
        }}
      />
      {problem && (
        <p id={`${id}-problem`} role="alert" className="dg-cell-problem">
          {problem}
        </p>
      )}
    </div>
  );
}
