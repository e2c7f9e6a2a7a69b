import type { EntityMetadata, FieldMetadata } from "@dougong/kit/api";
import { OptionToggles, optionsOf, useFieldTypes } from "@dougong/kit/fields";
import { ConditionList, newPart, readFilter, writeFilter } from "@dougong/kit/filters";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Dialog, NativeSelect, Notice, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { useId, useState } from "react";
import type { Draft } from "./model.ts";
import { RuleSentence } from "./RuleSentence.tsx";
import {
  type Deed,
  deedKinds,
  type DeedKind,
  deedsOf,
  fieldsFor,
  literalShape,
  readLiteral,
  type RuleDocument,
  ruleOf,
  writeLiteral,
} from "./rules.ts";

export interface RuleDialogProps {
  draft: Draft;
  entity: EntityMetadata;
  /** What is changed; null for a new rule. */
  rule: RuleDocument | null;
  /** The field that a new rule is about. */
  about: string | null;
  problems: readonly string[];
  onDone: (rule: RuleDocument) => void;
  onClose: () => void;
}

/** Builds a rule by choosing; it is one step when it is done. */
export function RuleDialog(props: RuleDialogProps) {
  const { draft, entity, rule, about } = props;
  const { t } = useTranslation("designer");
  const types = useFieldTypes();
  const fields = new Map(entity.fields.map((field) => [field.key, field]));
  const begun = (kind: DeedKind): Deed => {
    const choices = fieldsFor(kind, draft, fields, types);
    const field = choices.find(({ key }) => key === about) ?? choices.at(-1);
    return { kind, field: field?.key ?? "", values: [], value: "" };
  };
  const [parts, setParts] = useState(() =>
    rule ? readFilter(rule.when, entity, types) : newPart(entity, types, firstAsked(draft, about)),
  );
  const [deeds, setDeeds] = useState(() => (rule ? deedsOf(rule) : [begun("show")]));
  const isText = parts.length === 1 && parts.every((part) => "text" in part);
  const made = ruleOf(rule, writeFilter(parts, entity, types), deeds);
  const isReady = made.when !== "" && deeds.length > 0 && deeds.every(isWhole);
  const replace = (at: number, deed: Deed) =>
    setDeeds(deeds.map((one, place) => (place === at ? deed : one)));
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      shape="sheet"
      title={t(rule ? "rule.edit" : "rule.new")}
      footer={
        <>
          <Button onClick={props.onClose}>{t("rule.cancel")}</Button>
          <Button type="primary" disabled={!isReady} onClick={() => props.onDone(made)}>
            {t("rule.done")}
          </Button>
        </>
      }
    >
      <div className="dg-filter">
        {props.problems.map((problem) => (
          <Notice key={problem}>{problem}</Notice>
        ))}
        <div className="dg-rule-head">
          <h3>{t("rule.conditions")}</h3>
          <Button
            type="link"
            disabled={made.when === ""}
            onClick={() =>
              setParts(isText ? readFilter(made.when, entity, types) : [{ text: made.when }])
            }
          >
            {t(isText ? "rule.asChoices" : "rule.asText")}
          </Button>
        </div>
        <ConditionList entity={entity} parts={parts} onChange={setParts} />
        <h3>{t("rule.deeds")}</h3>
        {deeds.map((deed, at) => (
          <DeedRow
            // oxlint-disable-next-line react/no-array-index-key -- deeds have no other identity
            key={at}
            deed={deed}
            choices={fieldsFor(deed.kind, draft, fields, types)}
            onKind={(kind) => replace(at, { ...begun(kind), ...kept(deed, kind, draft, fields) })}
            onChange={(next) => replace(at, next)}
            onRemove={() => setDeeds(deeds.filter((_, place) => place !== at))}
          />
        ))}
        <div className="dg-filter-add">
          <Button onClick={() => setDeeds([...deeds, begun("require")])}>
            {t("rule.addDeed")}
          </Button>
        </div>
        <p className="dg-rule-sentence" role="status">
          <RuleSentence entity={entity} rule={made} />
        </p>
      </div>
    </Dialog>
  );

  function kept(deed: Deed, kind: DeedKind, of: Draft, by: typeof fields): Partial<Deed> {
    const isThere = fieldsFor(kind, of, by, types).some(({ key }) => key === deed.field);
    return isThere ? { field: deed.field } : {};
  }
}

/** A rule about a field asks the one before it, as people read the form. */
function firstAsked(draft: Draft, about: string | null): string | undefined {
  const keys = draft.entity.fields.map(({ key }) => key);
  const placed = draft.form.layout.flatMap(({ fields }) =>
    fields.map((one) => (typeof one === "string" ? one : one.field)),
  );
  const at = about === null ? placed.length - 1 : placed.indexOf(about);
  return placed[at - 1] ?? placed[0] ?? keys[0];
}

const isWhole = (deed: Deed): boolean =>
  deed.field !== "" &&
  (deed.kind !== "offer" || deed.values.length > 0) &&
  (deed.kind !== "set" || deed.value.trim() !== "");

interface DeedRowProps {
  deed: Deed;
  choices: FieldMetadata[];
  onKind: (kind: DeedKind) => void;
  onChange: (deed: Deed) => void;
  onRemove: () => void;
}

function DeedRow({ deed, choices, onKind, onChange, onRemove }: DeedRowProps) {
  const { t } = useTranslation("designer");
  const id = useId();
  const field = choices.find(({ key }) => key === deed.field);
  return (
    <div className="dg-filter-part">
      <NativeSelect
        aria-label={t("rule.deed")}
        value={deed.kind}
        onChange={(event) => onKind(event.target.value as DeedKind)}
      >
        {deedKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`rule.kind.${kind}`)}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        aria-label={t("rule.deedField")}
        value={deed.field}
        onChange={(event) =>
          onChange({ ...deed, field: event.target.value, values: [], value: "" })
        }
      >
        {field === undefined && <option value={deed.field}>{deed.field}</option>}
        {choices.map(({ key, label }) => (
          <option key={key} value={key}>
            {labelText(label, key)}
          </option>
        ))}
      </NativeSelect>
      {deed.kind === "offer" && field && (
        <div className="dg-filter-wide">
          <span id={`${id}-label`} className="dg-visually-hidden">
            {labelText(field.label, field.key)}
          </span>
          <OptionToggles
            id={id}
            field={field}
            value={deed.values}
            onChange={(next) =>
              onChange({ ...deed, values: Array.isArray(next) ? next.map(String) : [] })
            }
          />
        </div>
      )}
      {deed.kind === "set" && (
        <GivenValue
          field={field}
          text={deed.value}
          onChange={(value) => onChange({ ...deed, value })}
        />
      )}
      <button
        type="button"
        className="dg-filter-remove"
        aria-label={t("rule.removeDeed")}
        onClick={onRemove}
      >
        ×
      </button>
    </div>
  );
}

interface GivenValueProps {
  field: FieldMetadata | undefined;
  text: string;
  onChange: (text: string) => void;
}

/** The value that a rule gives: entered as its field's, or computed by an expression. */
function GivenValue({ field, text, onChange }: GivenValueProps) {
  const { t } = useTranslation("designer");
  const shape = literalShape(field, useFieldTypes());
  const [wantsText, setWantsText] = useState(false);
  const value = readLiteral(text, shape);
  const isText = wantsText || value === null;
  const options =
    shape === "boolean"
      ? ["true", "false"].map((one) => ({ value: one, label: t(`rule.${one}`) }))
      : field && shape === "option"
        ? optionsOf(field)
        : [];
  const name = t("rule.value");
  return (
    <div className="dg-filter-wide dg-filter-values">
      {isText ? (
        <TextInput
          className="dg-code"
          aria-label={t("rule.expression")}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : options.length > 0 ? (
        <NativeSelect
          aria-label={name}
          value={value}
          onChange={(event) => onChange(writeLiteral(event.target.value, shape))}
        >
          <option value="">{t("rule.choose")}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {labelText(option.label, option.value)}
            </option>
          ))}
        </NativeSelect>
      ) : (
        <TextInput
          aria-label={name}
          {...(shape === "number" ? { inputMode: "decimal" as const } : {})}
          value={value}
          onChange={(event) => onChange(writeLiteral(event.target.value, shape))}
        />
      )}
      {shape !== "expression" && value !== null && (
        <Button type="link" onClick={() => setWantsText(!isText)}>
          {t(isText ? "rule.asChoices" : "rule.asText")}
        </Button>
      )}
    </div>
  );
}
