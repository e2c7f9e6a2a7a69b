import type { DraftEditing } from "@dougong/kit/designer";
import type { OptionMetadata } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { TextArea, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { useId, useState } from "react";
import { FieldDeeds } from "./FieldDeeds.tsx";
import { FormProperties } from "./FormProperties.tsx";
import { type Draft, fieldOf, optionLabel, setLabel, setOption, setOptionLines } from "./model.ts";
import { rulesOf, rulesUsing } from "./rules.ts";
import { StageProperties } from "./StageProperties.tsx";
import { Switches } from "./Switches.tsx";

export interface PropertiesProps {
  chosen: string | null;
  editing: DraftEditing<Draft>;
  /** Opens a rule: its place, or how many there are for a new one. */
  onRule: (at: number) => void;
}

/** What can be changed about the chosen field; every change holds at once. */
export function Properties({ chosen, editing, onRule }: PropertiesProps) {
  const { t } = useTranslation("designer");
  const id = useId();
  const { draft, act } = editing;
  const field = chosen === null ? undefined : fieldOf(draft, chosen);
  if (!field) {
    return <FormProperties editing={editing} />;
  }
  const label = labelText(field.label, field.key);
  const options = field["options"] as unknown as OptionMetadata[] | undefined;
  const rename = (language: "zh" | "en", text: string) =>
    act(
      t("step.rename", { label: text || field.key }),
      setLabel(draft, field.key, language, text),
      `label ${language} ${field.key}`,
    );
  return (
    <section className="dg-designer-properties" aria-label={t("properties")}>
      <label htmlFor={`${id}-zh`}>{t("label")}</label>
      <TextInput
        id={`${id}-zh`}
        value={field.label?.zh ?? ""}
        onChange={(event) => rename("zh", event.target.value)}
        onBlur={editing.seal}
      />
      <label htmlFor={`${id}-en`}>{t("labelEn")}</label>
      <TextInput
        id={`${id}-en`}
        value={field.label?.en ?? ""}
        onChange={(event) => rename("en", event.target.value)}
        onBlur={editing.seal}
      />
      <label className="dg-designer-check">
        <input
          type="checkbox"
          checked={field.required === true}
          onChange={(event) =>
            act(
              t("step.required", { label }),
              setOption(draft, field.key, "required", event.target.checked ? true : undefined),
            )
          }
        />
        {t("required")}
      </label>
      <Switches field={field} editing={editing} />
      {options && (
        <OptionLines
          id={`${id}-options`}
          options={options}
          onLines={(lines) =>
            act(
              t("step.options", { label }),
              setOptionLines(draft, field.key, lines),
              `options ${field.key}`,
            )
          }
          onLeave={editing.seal}
        />
      )}
      <StageProperties field={field} editing={editing} />
      <RuleHint draft={draft} field={field.key} onRule={onRule} />
      <FieldDeeds field={field} editing={editing} />
    </section>
  );
}

/** Which rules a change of the field would touch, and the way to a new one. */
function RuleHint(props: { draft: Draft; field: string; onRule: (at: number) => void }) {
  const { t } = useTranslation("designer");
  const used = rulesUsing(props.draft, props.field);
  return (
    <div className="dg-rule-hint">
      {used.length > 0 && <span>{t("rule.used", { count: used.length })}</span>}
      {used.map((at) => (
        <Button key={at} size="small" onClick={() => props.onRule(at)}>
          {t("rule.number", { number: at + 1 })}
        </Button>
      ))}
      <Button size="small" onClick={() => props.onRule(rulesOf(props.draft).length)}>
        {t("rule.add")}
      </Button>
    </div>
  );
}

interface OptionLinesProps {
  id: string;
  options: OptionMetadata[];
  onLines: (lines: string[]) => void;
  onLeave: () => void;
}

/** Options as lines, so that a list can be pasted; what is typed stays as it is until it is left. */
function OptionLines({ id, options, onLines, onLeave }: OptionLinesProps) {
  const { t } = useTranslation("designer");
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <>
      <label htmlFor={id}>{t("options")}</label>
      <TextArea
        id={id}
        rows={6}
        value={typed ?? options.map(optionLabel).join("\n")}
        onChange={(event) => {
          setTyped(event.target.value);
          onLines(event.target.value.split("\n"));
        }}
        onBlur={() => {
          setTyped(null);
          onLeave();
        }}
      />
    </>
  );
}
