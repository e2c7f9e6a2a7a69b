import { useTranslation } from "@dougong/kit/i18n";
import { NativeSelect, showToast, TextInput } from "@dougong/kit/ui";
import { useId, useState } from "react";
import { type BackupPlan, savePlan } from "./api.ts";
import { attempt } from "./failure.ts";

interface PlanPanelProps {
  plan: BackupPlan;
  zone: string;
  folder: string;
  copiedTo: string | null;
  onSaved: () => Promise<unknown>;
}

const usual = [3, 7, 14, 30, 60, 90, 180, 365];

/** When backups are made by themselves, how many stay, and what has to be kept besides. */
export function PlanPanel({ plan: saved, zone, folder, copiedTo, onSaved }: PlanPanelProps) {
  const { t } = useTranslation("backups");
  const id = useId();
  const [wished, setWished] = useState<BackupPlan | null>(null);
  const plan = wished ?? saved;
  const offered = usual.includes(plan.keep) ? usual : [...usual, plan.keep];
  async function save(change: Partial<BackupPlan>) {
    const next = { ...plan, ...change };
    setWished(next);
    const isSaved = await attempt(() => savePlan(next), t("failed"));
    if (isSaved) showToast({ text: t("plan.saved"), tone: "success" });
    await onSaved();
    setWished((now) => (now === next ? null : now));
  }
  return (
    <section className="dg-backup-plan" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t("plan.title")}</h2>
      <label>
        <input
          type="checkbox"
          checked={plan.isOn}
          onChange={({ target }) => void save({ isOn: target.checked })}
        />
        {t("plan.isOn")}
      </label>
      <div>
        <label htmlFor={`${id}-at`}>{t("plan.at", { zone })}</label>
        <TextInput
          id={`${id}-at`}
          type="time"
          value={plan.at}
          onChange={({ target }) => target.value !== "" && void save({ at: target.value })}
        />
        <label htmlFor={`${id}-keep`}>{t("plan.keep")}</label>
        <NativeSelect
          id={`${id}-keep`}
          value={plan.keep}
          onChange={({ target }) => void save({ keep: Number(target.value) })}
        >
          {offered.map((count) => (
            <option key={count} value={count}>
              {t("plan.count", { count })}
            </option>
          ))}
        </NativeSelect>
      </div>
      {!plan.isOn && <p className="dg-backup-problem">{t("plan.off")}</p>}
      <p>
        {t("plan.folder")} <code>{folder}</code>
      </p>
      <p>
        {copiedTo === null ? (
          t("plan.notCopied")
        ) : (
          <>
            {t("plan.copiedTo")} <code>{copiedTo}</code>
          </>
        )}
      </p>
      <p>{t("plan.keys")}</p>
    </section>
  );
}
