import { useTranslation } from "@dougong/kit/i18n";
import { showToast } from "@dougong/kit/ui";
import { Button } from "antd";
import "./texts.ts";

interface RecoveryCodesProps {
  codes: string[];
  onDone: () => void;
}

/** The codes for when the device is lost, shown this once. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  const { t } = useTranslation("account");
  async function copy() {
    try {
      await navigator.clipboard.writeText(codes.join("\n"));
      showToast({ text: t("factor.copied"), tone: "success" });
    } catch {
      showToast({ text: t("factor.copyByHand"), tone: "plain" });
    }
  }
  return (
    <div className="dg-password">
      <p role="status">
        <strong>{t("factor.isOn")}</strong> {t("factor.codesText")}
      </p>
      <ul className="dg-factor-codes" aria-label={t("factor.codes")}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="dg-profile-acts">
        <Button onClick={() => void copy()}>{t("factor.copy")}</Button>
        <Button type="primary" onClick={onDone}>
          {t("factor.kept")}
        </Button>
      </div>
    </div>
  );
}
