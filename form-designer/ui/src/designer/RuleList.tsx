import { type EntityMetadata, problemText } from "@dougong/kit/api";
import type { DraftEditing } from "@dougong/kit/designer";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Notice } from "@dougong/kit/ui";
import { Button } from "antd";
import { ruleAt } from "./documents.ts";
import type { Draft } from "./model.ts";
import { RuleDialog } from "./RuleDialog.tsx";
import { RuleSentence } from "./RuleSentence.tsx";
import { deedsOf, moveRule, putRule, removeRule, type RuleDocument, rulesOf } from "./rules.ts";

/** Which rule is open: its place, or a new one about a field. */
export type OpenRule = { at: number; about: string | null };

export interface RuleListProps {
  entity: EntityMetadata;
  editing: DraftEditing<Draft>;
  open: OpenRule | null;
  onOpen: (open: OpenRule | null) => void;
}

/** All rules of the form as sentences, each with what is wrong with it. */
export function RuleList({ entity, editing, open, onOpen }: RuleListProps) {
  const { t } = useTranslation("designer");
  const { draft, act } = editing;
  const rules = rulesOf(draft);
  const nameOf = (rule: RuleDocument) => {
    const [first] = deedsOf(rule);
    const field = entity.fields.find(({ key }) => key === first?.field);
    return labelText(field?.label, first?.field);
  };
  const problemsAt = (at: number) =>
    editing.problems.filter((problem) => ruleAt(problem) === at).map(problemText);
  return (
    <section className="dg-rules" aria-label={t("rules")}>
      {rules.length === 0 && <p>{t("rule.none")}</p>}
      <ol>
        {rules.map((rule, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- rules have no other identity
          <li key={at}>
            <button
              type="button"
              className="dg-rule-sentence"
              onClick={() => onOpen({ at, about: null })}
            >
              <RuleSentence entity={entity} rule={rule} />
            </button>
            <RuleTools
              name={nameOf(rule)}
              isFirst={at === 0}
              isLast={at === rules.length - 1}
              onMove={(step) =>
                act(t("step.ruleMove", { label: nameOf(rule) }), moveRule(draft, at, step))
              }
              onRemove={() =>
                act(t("step.ruleRemove", { label: nameOf(rule) }), removeRule(draft, at))
              }
            />
            {problemsAt(at).map((problem) => (
              <Notice key={problem}>{problem}</Notice>
            ))}
          </li>
        ))}
      </ol>
      <Button type="primary" onClick={() => onOpen({ at: rules.length, about: null })}>
        {t("rule.add")}
      </Button>
      {open && (
        <RuleDialog
          key={open.at}
          draft={draft}
          entity={entity}
          rule={rules[open.at] ?? null}
          about={open.about}
          problems={problemsAt(open.at)}
          onClose={() => onOpen(null)}
          onDone={(rule) => {
            const isNew = !(open.at in rules);
            const label = t(isNew ? "step.ruleAdd" : "step.rule", { label: nameOf(rule) });
            act(label, putRule(draft, open.at, rule));
            onOpen(null);
          }}
        />
      )}
    </section>
  );
}

interface RuleToolsProps {
  name: string;
  isFirst: boolean;
  isLast: boolean;
  onMove: (step: -1 | 1) => void;
  onRemove: () => void;
}

function RuleTools({ name, isFirst, isLast, onMove, onRemove }: RuleToolsProps) {
  const { t } = useTranslation("designer");
  return (
    <span className="dg-rule-tools">
      <Button
        aria-label={t("rule.up", { label: name })}
        disabled={isFirst}
        onClick={() => onMove(-1)}
      >
        ↑
      </Button>
      <Button
        aria-label={t("rule.down", { label: name })}
        disabled={isLast}
        onClick={() => onMove(1)}
      >
        ↓
      </Button>
      <Button aria-label={t("rule.remove", { label: name })} onClick={onRemove}>
        ×
      </Button>
    </span>
  );
}
