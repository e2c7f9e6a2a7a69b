import { CheckCircleFilled } from "@ant-design/icons";
import { useWorkspace } from "@dougong/kit/api";
import { addressOf, type GuideStep } from "@dougong/kit/guides";
import { formatInstant, labelText, useTranslation } from "@dougong/kit/i18n";
import { Link } from "react-router";

interface StepLineProps {
  step: GuideStep;
  isNext: boolean;
  onTick: (isDone: boolean) => void;
}

/** One step: whether it is done, how it is done, and the way there. */
export function StepLine({ step, isNext, onTick }: StepLineProps) {
  const { t } = useTranslation("guides");
  const workspace = useWorkspace();
  const label = labelText(step.label, step.key);
  const address = step.open ? addressOf(step.open, workspace) : null;
  const state = step.done ? "done" : isNext ? "next" : "open";
  return (
    <li className={`dg-step dg-step-${state}`} aria-current={isNext ? "step" : undefined}>
      {step.ticked ? (
        <label>
          <input
            type="checkbox"
            checked={step.done}
            onChange={({ target }) => onTick(target.checked)}
          />
          <strong>{label}</strong>
        </label>
      ) : (
        <div className="dg-step-name">
          {step.done ? (
            <CheckCircleFilled role="img" aria-label={t("isDone")} />
          ) : (
            <span className="dg-step-mark" role="img" aria-label={t("isOpen")} />
          )}
          <strong>{label}</strong>
        </div>
      )}
      <Words step={step} />
      {address && (
        <Link
          to={address}
          className="dg-step-go"
          aria-label={t(step.done ? "againOf" : "goOf", { label })}
        >
          {t(step.done ? "again" : "go")}
        </Link>
      )}
    </li>
  );
}

function Words({ step }: { step: GuideStep }) {
  const { t } = useTranslation("guides");
  const text = labelText(step.text);
  const note = step.doneAt
    ? t("since", { at: formatInstant(step.doneAt, "short") })
    : step.ticked || step.done
      ? ""
      : t("byItself");
  return (
    <div className="dg-step-words">
      {text && <p>{text}</p>}
      {note && <small>{note}</small>}
    </div>
  );
}
