import { labelText, useTranslation } from "@dougong/kit/i18n";
import { NativeSelect, TextArea, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { type FieldPlan, guessField, readSheet, referenceSort, type Target } from "./newEntity.ts";
import { variantOf, variants } from "./variants.ts";

export interface FieldPlansProps {
  fields: readonly FieldPlan[];
  targets: readonly Target[];
  onChange: (fields: FieldPlan[]) => void;
}

/** The first fields of an entity, one line each; Enter begins the next one. */
export function FieldPlans({ fields, targets, onChange }: FieldPlansProps) {
  const { t } = useTranslation("designer");
  const list = useRef<HTMLOListElement>(null);
  const [isPasting, setIsPasting] = useState(false);
  const isBegun = useRef(false);
  useEffect(() => {
    if (!isBegun.current) return;
    isBegun.current = false;
    list.current?.querySelector<HTMLElement>("li:last-child input")?.focus();
  });
  function begin() {
    onChange([...fields, guessField("", [])]);
    isBegun.current = true;
  }
  return (
    <section aria-label={t("entity.fields")}>
      <h2>{t("entity.fields")}</h2>
      <p>{t("entity.titleHint")}</p>
      <ol className="dg-entity-fields" ref={list}>
        {fields.map((field, at) => (
          <FieldLine
            // oxlint-disable-next-line react/no-array-index-key -- lines have no other identity
            key={at}
            field={field}
            number={at + 1}
            targets={targets}
            onChange={(next) => onChange(fields.map((one, place) => (place === at ? next : one)))}
            onNext={begin}
            onRemove={() => onChange(fields.filter((_, place) => place !== at))}
          />
        ))}
      </ol>
      <div className="dg-filter-add">
        <Button onClick={begin}>{t("entity.addField")}</Button>
        <Button type="link" onClick={() => setIsPasting(!isPasting)}>
          {t(isPasting ? "entity.pasteCancel" : "entity.paste")}
        </Button>
      </div>
      {isPasting && (
        <SheetPaste
          onUse={(text) => {
            const read = readSheet(text, targets);
            if (read.length > 0) onChange(read);
            setIsPasting(false);
          }}
        />
      )}
    </section>
  );
}

function SheetPaste({ onUse }: { onUse: (text: string) => void }) {
  const { t } = useTranslation("designer");
  const [text, setText] = useState("");
  return (
    <div className="dg-entity-paste">
      <TextArea
        rows={4}
        aria-label={t("entity.pasteHint")}
        placeholder={t("entity.pasteHint")}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button disabled={text.trim() === ""} onClick={() => onUse(text)}>
        {t("entity.pasteUse")}
      </Button>
    </div>
  );
}

interface FieldLineProps {
  field: FieldPlan;
  number: number;
  targets: readonly Target[];
  onChange: (field: FieldPlan) => void;
  onNext: () => void;
  onRemove: () => void;
}

function FieldLine({ field, number, targets, onChange, onNext, onRemove }: FieldLineProps) {
  const { t } = useTranslation("designer");
  const rename = (label: string) => {
    const { isChosen, sort, options, target } = field;
    const kept = { sort, target, options };
    onChange({ ...guessField(label, targets), ...(isChosen ? kept : { options }), isChosen });
  };
  const hasOptions = variantOf(field.sort)?.options?.["options"] !== undefined;
  return (
    <li className="dg-entity-field">
      <TextInput
        aria-label={t("entity.fieldName", { number })}
        value={field.label}
        maxLength={50}
        onChange={(event) => rename(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
          event.preventDefault();
          onNext();
        }}
      />
      <NativeSelect
        aria-label={t("entity.fieldSort", { number })}
        value={field.sort}
        onChange={(event) => onChange({ ...field, sort: event.target.value, isChosen: true })}
      >
        {variants.map((variant) => (
          <option key={variant.id} value={variant.id}>
            {labelText(variant.label, variant.id)}
          </option>
        ))}
        <option value={referenceSort}>{t("entity.reference")}</option>
      </NativeSelect>
      {hasOptions && (
        <TextInput
          aria-label={t("entity.fieldOptions", { number })}
          placeholder={t("entity.optionsHint")}
          value={field.options}
          onChange={(event) => onChange({ ...field, options: event.target.value })}
        />
      )}
      {field.sort === referenceSort && (
        <NativeSelect
          aria-label={t("entity.fieldTarget", { number })}
          value={field.target}
          onChange={(event) => onChange({ ...field, target: event.target.value, isChosen: true })}
        >
          <option value="">…</option>
          {targets.map(({ key, label }) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </NativeSelect>
      )}
      <Button aria-label={t("entity.removeField", { number })} onClick={onRemove}>
        ×
      </Button>
    </li>
  );
}
