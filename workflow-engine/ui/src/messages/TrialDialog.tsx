import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, showToast, TextArea, TextInput } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import { sayProblem } from "../problem.ts";
import { messageKeys, sendTrial } from "./api.ts";

/** Sends a message by hand, to see whether a connector works. */
export function TrialDialog({ connector, onClose }: { connector: string; onClose: () => void }) {
  const { t } = useTranslation("messages");
  const queries = useQueryClient();
  const id = useId();
  const [recipient, setRecipient] = useState("");
  const [body, setBody] = useState(t("trialText"));
  async function send() {
    try {
      await sendTrial(connector, recipient.trim(), body);
      showToast({ text: t("trialSent"), tone: "success" });
      onClose();
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    await queries.invalidateQueries({ queryKey: messageKeys.all });
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("trial")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="primary" disabled={body.trim() === ""} onClick={() => void send()}>
            {t("send")}
          </Button>
        </>
      }
    >
      <div className="dg-messages-form">
        <label htmlFor={`${id}-to`}>{t("trialTo")}</label>
        <TextInput
          id={`${id}-to`}
          value={recipient}
          onChange={({ target }) => setRecipient(target.value)}
        />
        <label htmlFor={`${id}-body`}>{t("trialBody")}</label>
        <TextArea
          id={`${id}-body`}
          rows={3}
          value={body}
          onChange={({ target }) => setBody(target.value)}
        />
      </div>
    </Dialog>
  );
}
