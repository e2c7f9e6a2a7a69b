import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { Button } from "antd";
import { type BackupItem, fileAddress, tryBackup } from "./api.ts";
import { CopyState } from "./CopyState.tsx";
import { attempt } from "./failure.ts";

interface BackupLineProps {
  item: BackupItem;
  /** Whether one is being made or tried. */
  isBusy: boolean;
  onChange: () => void;
}

const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);

/** One backup: when, how far, whether it is good, and what can be done with it. */
export function BackupLine({ item, isBusy, onChange }: BackupLineProps) {
  const { t } = useTranslation("backups");
  const isOpen = item.step === "writing" || item.step === "proving";
  const isThere = item.size !== null && item.step !== "writing";
  const isCopied = item.copy?.step === "copied";
  async function prove() {
    await attempt(() => tryBackup(item.name), t("failed"));
    onChange();
  }
  return (
    <li className={`dg-backup dg-backup-${item.step}`}>
      <div>
        <time dateTime={item.begunAt}>{formatInstant(item.begunAt)}</time>
        <small>
          {t(item.isPlanned ? "planned" : "byHand")}
          {item.size !== null && ` · ${t("size", { size: megabytes(item.size) })}`}
        </small>
      </div>
      <p role={isOpen ? "status" : undefined}>
        {t(item.step === "found" && item.size === null ? "step.copyOnly" : `step.${item.step}`, {
          size: megabytes(item.bytes ?? 0),
        })}
        {isOpen && <progress aria-label={t(`progress.${item.step}`)} />}
        {item.problem && (
          <span className="dg-backup-problem">
            {item.problem.message} {item.problem.remedy}
          </span>
        )}
        {item.copy && <CopyState copy={item.copy} />}
      </p>
      {(isThere || isCopied) && (
        <div className="dg-backup-actions">
          <Button disabled={isBusy} onClick={() => void prove()}>
            {t("prove")}
          </Button>
          {isThere && (
            <Button href={fileAddress(item.name)} download={item.name}>
              {t("download")}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
