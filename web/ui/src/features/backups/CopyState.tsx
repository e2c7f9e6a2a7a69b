import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import type { BackupCopy } from "./api.ts";

/** Whether a backup lies in the second place too, and what to do where it does not. */
export function CopyState({ copy }: { copy: BackupCopy }) {
  const { t } = useTranslation("backups");
  const isOpen = copy.step === "waiting" || copy.step === "copying";
  return (
    <span
      className={`dg-backup-copy dg-backup-copy-${copy.step}`}
      role={isOpen ? "status" : undefined}
    >
      {t(`copy.${copy.step}`)}
      {copy.step === "failed" &&
        copy.dueAt &&
        ` ${t("copy.again", { at: formatInstant(copy.dueAt) })}`}
      {copy.step === "failed" && copy.problem && (
        <span className="dg-backup-problem">
          {copy.problem.message} {copy.problem.remedy}
        </span>
      )}
    </span>
  );
}
