import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, showToast, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { useId, useRef } from "react";

interface StartPasswordProps {
  username: string;
  password: string;
  onClose: () => void;
}

/** The password that was made for somebody: to copy and to hand on. It is not told again. */
export function StartPassword({ username, password, onClose }: StartPasswordProps) {
  const { t } = useTranslation("organisation");
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const whole = t("start.whole", { address: window.location.origin, username, password });
  async function copy() {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(whole);
      showToast({ text: t("start.copied"), tone: "success" });
    } catch {
      showToast({ text: t("start.copyByHand"), tone: "plain" });
    }
  }
  return (
    <Dialog
      isOpen
      shape="box"
      onClose={onClose}
      title={t("start.title")}
      footer={
        <Button type="primary" onClick={onClose}>
          {t("start.done")}
        </Button>
      }
    >
      <div className="dg-organisation-form">
        <p role="status">{t("start.text", { username })}</p>
        <label htmlFor={id}>{t("start.password")}</label>
        <div className="dg-organisation-line">
          <TextInput id={id} ref={input} className="dg-start-password" readOnly value={password} />
          <Button onClick={() => void copy()}>{t("start.copy")}</Button>
        </div>
      </div>
    </Dialog>
  );
}
