import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "../../i18n/index.ts";
import { useCoarsePointer, useDebounced } from "../../lib/index.ts";
import { Dialog, TextInput } from "../../ui/index.ts";
import type { FieldInputProps } from "../definition.ts";
import { labelText } from "../../i18n/index.ts";
import { asLink, asList } from "../values.ts";
import type { PickOption, PickSource } from "../pickSource.ts";
import { useFieldServices } from "../registry.tsx";
import "./RecordPicker.css";

export interface RecordPickerProps extends FieldInputProps {
  source: PickSource;
  isMultiple?: boolean;
}

type PickedLink = {
  id: string;
  label: string;
};

/** Finds one or many records by name, initials or natural key: a list below, or a sheet on phones. */
export function RecordPicker(props: RecordPickerProps) {
  const { t } = useTranslation("fields");
  const isCoarse = useCoarsePointer();
  const [isOpen, setIsOpen] = useState(false);
  const host = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const { Creator } = useFieldServices();
  const { creates } = props.source;
  const chosen = asList(props.value).flatMap((one) => asLink(one) ?? []);
  const only = props.isMultiple ? undefined : chosen[0];
  useCloseOutside(host, isOpen && !isCoarse, setIsOpen, props.onBlur);

  function choose(option: PickOption) {
    const link = { id: option.id, label: option.label };
    props.onChange(props.isMultiple ? toggled(chosen, link) : link);
    if (!props.isMultiple) close();
  }

  function openCreator(words: string) {
    setIsOpen(false);
    setWanted(words);
  }

  function close() {
    setIsOpen(false);
    button.current?.focus();
  }

  const panel = isOpen && (
    <PickPanel
      source={props.source}
      listId={`${props.id}-list`}
      chosenIds={chosen.map((one) => one.id)}
      onChoose={choose}
      onClose={close}
      {...(creates && Creator ? { onCreate: (words: string) => openCreator(words) } : {})}
    />
  );
  return (
    <div className="dg-picker" ref={host}>
      <PickedLinks {...props} chosen={props.isMultiple ? chosen : []} />
      <div className="dg-picker-line">
        <button
          ref={button}
          type="button"
          id={props.id}
          className="dg-input dg-picker-button"
          disabled={props.isReadOnly}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          data-invalid={props.isInvalid || undefined}
          aria-describedby={props.describedBy}
          aria-labelledby={`${props.id}-label ${props.id}-value`}
          onClick={() => setIsOpen(!isOpen)}
        >
          <span id={`${props.id}-value`} className={only ? undefined : "dg-picker-hint"}>
            {only ? only.label : t("pick", { what: props.source.name })}
          </span>
        </button>
        {only && !props.isReadOnly && !props.isRequired && (
          <button
            type="button"
            className="dg-picker-clear"
            aria-label={t("clear")}
            onClick={() => props.onChange(null)}
          >
            ×
          </button>
        )}
      </div>
      {isCoarse ? (
        <Dialog
          isOpen={isOpen}
          onClose={close}
          shape="sheet"
          title={labelText(props.field.label, props.source.name)}
        >
          {panel}
        </Dialog>
      ) : (
        panel && <div className="dg-picker-popup">{panel}</div>
      )}
      {wanted !== null && creates && Creator && (
        <Creator
          entity={creates}
          words={wanted}
          onCreated={(record) => {
            setWanted(null);
            choose({ ...record, note: "" });
          }}
          onClose={() => {
            setWanted(null);
            button.current?.focus();
          }}
        />
      )}
    </div>
  );
}

function toggled(chosen: PickedLink[], link: PickedLink): PickedLink[] {
  const rest = chosen.filter((one) => one.id !== link.id).map((one) => ({ ...one }));
  return rest.length < chosen.length ? rest : [...rest, link];
}

function useCloseOutside(
  host: RefObject<HTMLElement | null>,
  isActive: boolean,
  setIsOpen: (isOpen: boolean) => void,
  onBlur: (() => void) | undefined,
) {
  useEffect(() => {
    if (!isActive) return undefined;
    const closeOutside = (event: PointerEvent) => {
      if (host.current?.contains(event.target as Node)) return;
      setIsOpen(false);
      onBlur?.();
    };
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, [host, isActive, setIsOpen, onBlur]);
}

function PickedLinks(props: RecordPickerProps & { chosen: PickedLink[] }) {
  const { t } = useTranslation("fields");
  if (props.chosen.length === 0) return null;
  return (
    <div className="dg-picker-chosen">
      {props.chosen.map((link) => (
        <span key={link.id} className="dg-tag">
          {link.label}
          {!props.isReadOnly && (
            <button
              type="button"
              aria-label={t("removeTag", { tag: link.label })}
              onClick={() => {
                const rest = props.chosen.filter((one) => one.id !== link.id);
                props.onChange(rest.map((one) => ({ ...one })));
              }}
            >
              ×
            </button>
          )}
        </span>
      ))}
    </div>
  );
}

interface PickPanelProps {
  source: PickSource;
  listId: string;
  chosenIds: string[];
  onChoose: (option: PickOption) => void;
  onClose: () => void;
  onCreate?: (words: string) => void;
}

function PickPanel(props: PickPanelProps) {
  const { source, listId, chosenIds, onChoose, onClose, onCreate } = props;
  const { t } = useTranslation("fields");
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const settled = useDebounced(words.trim(), 200);
  const found = useQuery({
    queryKey: ["data", "pick", source.key, settled],
    queryFn: ({ signal }) => source.search(settled, signal),
    placeholderData: keepPreviousData,
  });
  const options = found.data ?? [];
  useFocus(input);

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const option = options[at];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setAt(Math.max(0, Math.min(options.length - 1, at + step)));
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (option) onChoose(option);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
  }

  return (
    <>
      <TextInput
        ref={input}
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={options[at] ? `${listId}-${at}` : undefined}
        aria-label={t("search")}
        placeholder={t("searchHint")}
        value={words}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
        }}
      />
      <div
        id={listId}
        role="listbox"
        aria-label={source.name || t("search")}
        className="dg-picker-list"
      >
        {options.map((option, place) => (
          <button
            key={option.id}
            id={`${listId}-${place}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={chosenIds.includes(option.id)}
            className={place === at ? "dg-picker-option dg-picker-at" : "dg-picker-option"}
            onClick={() => onChoose(option)}
          >
            <span>{option.label}</span>
            {option.note && <small>{option.note}</small>}
          </button>
        ))}
      </div>
      {found.isError && <p className="dg-picker-note">{t("searchFailed")}</p>}
      {found.isSuccess && options.length === 0 && (
        <p className="dg-picker-note">{t("nothingFound")}</p>
      )}
      {onCreate && (
        <button type="button" className="dg-picker-create" onClick={() => onCreate(words.trim())}>
          + {t("create", { what: source.name })}
        </button>
      )}
    </>
  );
}

function useFocus(element: RefObject<HTMLElement | null>): void {
  useEffect(() => element.current?.focus(), [element]);
}
