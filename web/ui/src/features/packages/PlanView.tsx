import { problemText } from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { Notice } from "@dougong/kit/ui";
import { Button } from "antd";
import { useId, useState } from "react";
import { type Action, type Choice, choicesOf, type Plan, type PlanItem, type Side } from "./api.ts";
import { ConflictChoice } from "./ConflictChoice.tsx";

interface PlanViewProps {
  plan: Plan;
  isBack: boolean;
  isBusy: boolean;
  onChoose: (choices: Choice[]) => void;
  onApply: (hasConsent: boolean) => void;
  onClose: () => void;
}

/** What of a plan is read first. */
const order: readonly Action[] = ["conflict", "create", "update", "delete", "keep", "same"];

/** What a package would do, with what there is to choose. */
export function PlanView({ plan, isBack, isBusy, onChoose, onApply, onClose }: PlanViewProps) {
  const { t } = useTranslation("packages");
  const id = useId();
  const [hasConsent, setHasConsent] = useState(false);
  const { app, version, installed } = plan;
  // Tables wait with their records; only values of fields become unreadable.
  const isDestructive = plan.steps.some(
    ({ change, destructive }) => destructive && change !== "ArchiveTable",
  );
  const title = isBack ? "plan.back" : installed ? "plan.upgrade" : "plan.install";
  function choose(item: PlanItem, place: string, side: Side) {
    onChoose(
      choicesOf(plan).map((one) =>
        one.kind === item.kind && one.key === item.key && one.place === place
          ? { ...one, side }
          : one,
      ),
    );
  }
  return (
    <section className="dg-packages-plan" aria-labelledby={id}>
      <h2 id={id}>{t(title, { app, version, installed })}</h2>
      <p>{t(isBack ? "plan.backText" : "plan.text")}</p>
      {plan.errors.map((one) => (
        <Notice key={`${one.code}${problemText(one)}`}>{problemText(one)}</Notice>
      ))}
      {plan.warnings.map((one) => (
        <Notice key={`${one.code}${problemText(one)}`} tone="warning">
          {problemText(one)}
        </Notice>
      ))}
      {order.map((action) => (
        <PlanGroup
          key={action}
          action={action}
          items={plan.items.filter((item) => item.action === action)}
          isBack={isBack}
          onChoose={choose}
        />
      ))}
      {isDestructive && (
        <label className="dg-packages-consent">
          <input
            type="checkbox"
            checked={hasConsent}
            onChange={(event) => setHasConsent(event.target.checked)}
          />
          {t("plan.consent")}
        </label>
      )}
      <footer>
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button
          type="primary"
          loading={isBusy}
          disabled={!plan.applicable || (isDestructive && !hasConsent)}
          onClick={() => onApply(hasConsent)}
        >
          {t(isBack ? "plan.goBack" : "plan.apply", { version })}
        </Button>
      </footer>
    </section>
  );
}

interface PlanGroupProps {
  action: Action;
  items: PlanItem[];
  isBack: boolean;
  onChoose: (item: PlanItem, place: string, side: Side) => void;
}

/** The parts of a plan with which the same happens; those that stay are folded away. */
function PlanGroup({ action, items, isBack, onChoose }: PlanGroupProps) {
  const { t } = useTranslation("packages");
  if (items.length === 0) return null;
  return (
    <details open={action !== "same" && action !== "keep"}>
      <summary>{t(`action.${action}`, { count: items.length })}</summary>
      <ul>
        {items.map((item) => (
          <li key={`${item.kind}/${item.key}`}>
            <PlanPart item={item} />
            {item.errors.map((one) => (
              <Notice key={one.code}>{problemText(one)}</Notice>
            ))}
            {item.conflicts.map((conflict) => (
              <ConflictChoice
                key={conflict.place}
                name={`${item.kind}/${item.key}`}
                conflict={conflict}
                isBack={isBack}
                onChoose={(side) => onChoose(item, conflict.place, side)}
              />
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}

function PlanPart({ item }: { item: PlanItem }) {
  const { t } = useTranslation("packages");
  return (
    <span>
      {t(`kind.${item.kind}`, { defaultValue: item.kind })} <code>{item.key}</code>
    </span>
  );
}
