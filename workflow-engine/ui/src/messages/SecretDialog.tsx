import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, TextInput } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import { sayProblem } from "../problem.ts";
import { messageKeys, putSecret } from "./api.ts";

interface SecretDialogProps {
  connector: string;
  name: string;
  onClose: (isSaved: boolean) => void;
}

/** Takes a secret in. It is kept nowhere in the browser. */
export function SecretDialog({ connector, name, onClose }: SecretDialogProps) {
  const { t } = useTranslation("messages");
  const queries = useQueryClient();
  const id = useId();
  const [value, setValue] = useState("");
  async function save() {
    try {
      await putSecret(connector, name, value);
      await queries.invalidateQueries({ queryKey: messageKeys.connectors });
      onClose(true);
    } catch (error) {
      sayProblem(error, t("failed"));
    }
  }
  return (
    <Dialog
      isOpen
      onClose={() => onClose(false)}
      title={t("secretTitle", { name: t(`secrets.${name}`, { defaultValue: name }) })}
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
