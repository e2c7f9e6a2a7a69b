import { Button } from "antd";
import { useTranslation } from "../i18n/index.ts";
import { Dialog } from "../ui/index.ts";
import type { BarEditing } from "./barEditing.ts";

interface ConsentDialogProps {
  editing: BarEditing;
  onAgree: () => void;
}

/** Values would become unreadable: that is said before, and a person says that it is meant. */
export function ConsentDialog({ editing, onAgree }: ConsentDialogProps) {
  const { t } = useTranslation("design");
  return (
    <Dialog
      isOpen={editing.consent.length > 0}
      onClose={editing.withdraw}
      title={t("consent.title")}
      footer={
        <>
          <Button onClick={editing.withdraw}>{t("consent.cancel")}</Button>
          <Button danger type="primary" onClick={onAgree}>
            {t("consent.agree")}
          </Button>
        </>
      }
    >
      <ul>
        {editing.consent.map(({ message }) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
      <p>{t("consent.kept")}</p>
    </Dialog>
  );
}
