import { useIsReached, useWorkspace } from "@dougong/kit/api";
import { formatInstant, labelText, useTranslation } from "@dougong/kit/i18n";
import { useIsOnline } from "@dougong/kit/lib";
import {
  forgetWaiting,
  type Sent,
  useSending,
  useWaiting,
  type WaitingEntry,
} from "@dougong/kit/offline";
import { Dialog, showToast } from "@dougong/kit/ui";
import { Button } from "antd";
import { useCallback, useState } from "react";
import { useNavigate } from "react-router";

/** Says plainly that there is no net and what waits for it; sends it when the net is back. */
export function WaitingBar() {
  const { t } = useTranslation("web");
  const hasNet = useIsOnline();
  const isOnline = useIsReached() && hasNet;
  const user = useWorkspace().session.user.id;
  const entries = useWaiting(user);
  const [isOpen, setIsOpen] = useState(false);
  const onSent = useCallback(
    ({ sent, refused }: Sent) => {
      if (sent.length > 0)
        showToast({ text: t("waiting.sent", { count: sent.length }), tone: "success" });
      if (refused.length > 0)
        showToast({ text: t("waiting.sentRefused", { count: refused.length }), tone: "error" });
    },
    [t],
  );
  const sendNow = useSending(user, onSent);
  const refused = entries.filter((entry) => entry.refusal).length;
  const open = entries.length - refused;
  if (isOnline && entries.length === 0 && !isOpen) return null;
  const text = isOnline
    ? open > 0
      ? t("waiting.unsent", { count: open })
      : ""
    : t(entries.length > 0 ? "waiting.offline" : "waiting.offline_none", { count: open });
  return (
    <>
      <div className="dg-offline" role="status">
        {[text, refused > 0 && t("waiting.refused", { count: refused })]
          .filter(Boolean)
          .join(" · ")}{" "}
        {entries.length > 0 && (
          <Button size="small" onClick={() => setIsOpen(true)}>
            {t("waiting.show")}
          </Button>
        )}
      </div>
      {isOpen && (
        <WaitingDialog entries={entries} onSend={sendNow} onClose={() => setIsOpen(false)} />
      )}
    </>
  );
}

interface WaitingDialogProps {
  entries: readonly WaitingEntry[];
  onSend: () => Promise<void>;
  onClose: () => void;
}

function WaitingDialog({ entries, onSend, onClose }: WaitingDialogProps) {
  const { t } = useTranslation("web");
  const [isBusy, setIsBusy] = useState(false);
  const canSend = entries.some((entry) => !entry.refusal);
  async function send() {
    setIsBusy(true);
    await onSend();
    setIsBusy(false);
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      shape="sheet"
      title={t("waiting.title")}
      footer={
        canSend && (
          <Button type="primary" loading={isBusy} onClick={() => void send()}>
            {t("waiting.sendNow")}
          </Button>
        )
      }
    >
      <p className="dg-waiting-text">{t(entries.length === 0 ? "waiting.none" : "waiting.text")}</p>
      <ol className="dg-waiting">
        {entries.map((entry) => (
          <li key={entry.key}>
            <Entry entry={entry} onLeave={onClose} />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

function Entry({ entry, onLeave }: { entry: WaitingEntry; onLeave: () => void }) {
  const { t } = useTranslation("web");
  const { metadata } = useWorkspace();
  const navigate = useNavigate();
  const [isAsking, setIsAsking] = useState(false);
  const label = labelText(metadata.entity(entry.entity)?.label, entry.entity);
  const place = entry.id === null ? "new" : `${entry.id}/edit`;
  return (
    <>
      <strong>{entry.title}</strong>
      <p>
        {t(entry.id === null ? "waiting.isNew" : "waiting.isChange", { label })} ·{" "}
        {formatInstant(entry.at, "short")}
      </p>
      {entry.refusal ? (
        <p className="dg-waiting-refusal" role="alert">
          {entry.refusal.message || entry.refusal.code}
        </p>
      ) : (
        <p>{t("waiting.waits")}</p>
      )}
      <div className="dg-waiting-deeds">
        {entry.refusal && (
          <Button
            type="primary"
            onClick={() => {
              onLeave();
              void navigate(`/data/${entry.entity}/${place}?waiting=${entry.key}`);
            }}
          >
            {t("waiting.fix")}
          </Button>
        )}
        {isAsking ? (
          <>
            <span role="alert">{t("waiting.sure")}</span>
            <Button onClick={() => setIsAsking(false)}>{t("waiting.keep")}</Button>
            <Button danger onClick={() => void forgetWaiting(entry)}>
              {t("waiting.drop")}
            </Button>
          </>
        ) : (
          <Button
            aria-label={t("waiting.dropOf", { title: entry.title })}
            onClick={() => setIsAsking(true)}
          >
            {t("waiting.drop")}
          </Button>
        )}
      </div>
    </>
  );
}
