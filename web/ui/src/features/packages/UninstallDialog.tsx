import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Dialog, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { useId, useState } from "react";
import type { App } from "./api.ts";

interface UninstallDialogProps {
  app: App;
  onRun: (keepsData: boolean) => void;
  onClose: () => void;
}

/** Asks what becomes of the records, and for the name where they are deleted. */
export function UninstallDialog({ app, onRun, onClose }: UninstallDialogProps) {
  const { t } = useTranslation("packages");
  const [keepsData, setKeepsData] = useState(true);
  const [typed, setTyped] = useState("");
  const id = useId();
  const name = labelText(app.label, app.key);
  const isReady = keepsData || typed.trim() === name;
  return (
    <Dialog
      isOpen
      title={t("uninstall.title", { app: name })}
      onClose={onClose}
      footer={
        <Button danger type="primary" disabled={!isReady} onClick={() => onRun(keepsData)}>
          {t("uninstall.run")}
        </Button>
      }
    >
      <p>{t("uninstall.text")}</p>
      {[true, false].map((keeps) => (
        <label key={String(keeps)} className="dg-packages-choice">
          <input
            type="radio"
            name={id}
            checked={keepsData === keeps}
            onChange={() => setKeepsData(keeps)}
          />
          {t(keeps ? "uninstall.keep" : "uninstall.delete")}
        </label>
      ))}
      {!keepsData && (
        <div className="dg-packages-name">
          <label htmlFor={`${id}-name`}>{t("uninstall.type", { app: name })}</label>
          <TextInput
            id={`${id}-name`}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
      )}
    </Dialog>
  );
}
