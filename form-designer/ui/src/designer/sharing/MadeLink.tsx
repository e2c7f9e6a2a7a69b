import { useTranslation } from "@dougong/kit/i18n";
import { showToast, TextInput } from "@dougong/kit/ui";
import { Button, QRCode } from "antd";
import { useId, useRef } from "react";

/** The address of a new link: to copy, to scan, to print. It is not told again. */
export function MadeLink({ address }: { address: string }) {
  const { t } = useTranslation("designer");
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const whole = `${window.location.origin}${address}`;

  async function copy() {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(whole);
      showToast({ text: t("share.copied"), tone: "success" });
    } catch {
      showToast({ text: t("share.copyByHand"), tone: "plain" });
    }
  }

  function save() {
    const canvas = picture.current?.querySelector("canvas");
    if (!canvas) return;
    const anchor = document.createElement("a");
    anchor.href = canvas.toDataURL("image/png");
    anchor.download = `${t("share.codeFile")}.png`;
    anchor.click();
  }

  return (
    <section className="dg-share-made" aria-label={t("share.made")}>
      <p role="status">
        <strong>{t("share.made")}</strong> {t("share.madeText")}
      </p>
      <label htmlFor={id}>{t("share.address")}</label>
      <div className="dg-share-line">
        <TextInput id={id} ref={input} readOnly value={whole} />
        <Button onClick={() => void copy()}>{t("share.copy")}</Button>
      </div>
      <div role="img" aria-label={t("share.code")} className="dg-share-code">
        <div ref={picture} aria-hidden>
          <QRCode value={whole} size={176} type="canvas" />
        </div>
      </div>
      <Button onClick={save}>{t("share.saveCode")}</Button>
    </section>
  );
}
