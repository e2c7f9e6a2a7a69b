import { ApiProblem, type EntityMetadata, type FieldMetadata, problemText } from "@dougong/kit/api";
import { FieldShell, type FieldValue, isBlank } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { NativeSelect, Notice, TextArea, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { useId, useState } from "react";
import { fieldTypes } from "../../runtime/fieldTypes.ts";
import { isWritable } from "../../runtime/changes.ts";
import { shareForm } from "./api.ts";
import { endOfDay, fixableFields, type Fixed } from "./terms.ts";

export interface NewLinkProps {
  form: string;
  entity: EntityMetadata;
  onCancel: () => void;
  onMade: (address: string) => void;
}

/** On which terms a form is shared: for how long, how often, and what every record gets. */
export function NewLink({ form, entity, onCancel, onMade }: NewLinkProps) {
  const { t } = useTranslation("designer");
  const id = useId();
  const [label, setLabel] = useState("");
  const [until, setUntil] = useState("");
  const [most, setMost] = useState("");
  const [thanks, setThanks] = useState("");
  const [fixed, setFixed] = useState<Fixed[]>(() =>
    fixableFields(entity)
      .filter(({ key }) => key === "orgUnit")
      .map((field) => ({ field, value: null })),
  );
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState("");

  async function share() {
    setIsBusy(true);
    setProblem("");
    const values = fixed.filter(({ value }) => !isBlank(value));
    try {
      const made = await shareForm(form, {
        label,
        thanks,
        expiresAt: endOfDay(until),
        maxEntries: most === "" ? null : Number(most),
        fixed: Object.fromEntries(
          values.map(({ field, value }) => [field.key, fieldTypes.write(value, field)]),
        ),
      });
      onMade(made.address);
    } catch (error) {
      setProblem(
        error instanceof ApiProblem && error.entries.length > 0
          ? error.entries.map(problemText).join(" ")
          : t("share.failed"),
      );
      setIsBusy(false);
    }
  }

  return (
    <form
      className="dg-share-new"
      onSubmit={(event) => {
        event.preventDefault();
        void share();
      }}
    >
      {problem !== "" && <Notice>{problem}</Notice>}
      <label htmlFor={`${id}-label`}>{t("share.label")}</label>
      <TextInput
        id={`${id}-label`}
        maxLength={60}
        placeholder={t("share.labelHint")}
        value={label}
        onChange={({ target }) => setLabel(target.value)}
      />
      <FixedValues entity={entity} fixed={fixed} onChange={setFixed} />
      <label htmlFor={`${id}-until`}>{t("share.until")}</label>
      <TextInput
        id={`${id}-until`}
        type="date"
        value={until}
        onChange={({ target }) => setUntil(target.value)}
      />
      <label htmlFor={`${id}-most`}>{t("share.most")}</label>
      <TextInput
        id={`${id}-most`}
        type="number"
        inputMode="numeric"
        min={1}
        max={1_000_000}
        value={most}
        onChange={({ target }) => setMost(target.value)}
      />
      <label htmlFor={`${id}-thanks`}>{t("share.thanks")}</label>
      <TextArea
        id={`${id}-thanks`}
        rows={2}
        maxLength={500}
        value={thanks}
        onChange={({ target }) => setThanks(target.value)}
      />
      <div className="dg-share-line">
        <Button onClick={onCancel}>{t("share.cancel")}</Button>
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {t("share.make")}
        </Button>
      </div>
    </form>
  );
}

interface FixedValuesProps {
  entity: EntityMetadata;
  fixed: readonly Fixed[];
  onChange: (fixed: Fixed[]) => void;
}

/** Values that visitors neither see nor choose: the store, where the link hangs. */
function FixedValues({ entity, fixed, onChange }: FixedValuesProps) {
  const { t } = useTranslation("designer");
  const id = useId();
  const free = fixableFields(entity).filter(
    (field) => isWritable(field, fieldTypes) && !fixed.some((one) => one.field.key === field.key),
  );
  const set = (field: FieldMetadata, value: FieldValue) =>
    onChange(fixed.map((one) => (one.field.key === field.key ? { field, value } : one)));
  return (
    <fieldset className="dg-share-fixed">
      <legend>{t("share.fixed")}</legend>
      {fixed.map(({ field, value }) => {
        const type = fieldTypes.of(field);
        return (
          <div key={field.key} className="dg-share-value">
            <FieldShell id={`${id}-${field.key}`} field={field} isGroup={type.isGroup}>
              {(describedBy) => (
                <type.Input
                  id={`${id}-${field.key}`}
                  field={field}
                  value={value}
                  describedBy={describedBy}
                  onChange={(next) => set(field, next)}
                />
              )}
            </FieldShell>
            <Button
              aria-label={t("share.unfix", { label: labelText(field.label, field.key) })}
              onClick={() => onChange(fixed.filter((one) => one.field.key !== field.key))}
            >
              ×
            </Button>
          </div>
        );
      })}
      <NativeSelect
        aria-label={t("share.fix")}
        value=""
        onChange={({ target }) => {
          const field = free.find(({ key }) => key === target.value);
          if (field) onChange([...fixed, { field, value: null }]);
        }}
      >
        <option value="">{t("share.fix")}</option>
        {free.map((field) => (
          <option key={field.key} value={field.key}>
            {labelText(field.label, field.key)}
          </option>
        ))}
      </NativeSelect>
    </fieldset>
  );
}
