import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { useId, useState } from "react";
import { sayProblem } from "../problem.ts";

interface SecretDialogProps {
  /** What people call it. */
  name: string;
  /** Takes it in; what it throws is said. */
  onSave: (value: string) => Promise<unknown>;
  onClose: (isSaved: boolean) => void;
}

/** Takes a secret in. It is kept nowhere in the browser. */
export function SecretDialog({ name, onSave, onClose }: SecretDialogProps) {
  const { t } = useTranslation("messages");
  const id = useId();
  const [value, setValue] = useState("");
  async function save() {
    try {
      await onSave(value);
      onClose(true);
    } catch (error) {
      sayProblem(error, t("failed"));
    }
  }
  return (
    <Dialog
      isOpen
      onClose={() => onClose(false)}
      title={t("secretTitle", { name })}
      footer={
        <>
          <Button onClick={() => onClose(false)}>{t("cancel")}</Button>
          <Button type="primary" disabled={value.trim() === ""} onClick={() => void save()}>
            {t("enterSecret")}
          </Button>
        </>
      }
    >
      <label htmlFor={id}>{t("secretValue")}</label>
      <TextInput
        id={id}
        type="password"
        autoComplete="off"
        value={value}
        onChange={({ target }) => setValue(target.value)}
      />
      <p>{t("secretHint")}</p>
    </Dialog>
  );
}
