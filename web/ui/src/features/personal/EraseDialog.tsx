import { ApiProblem } from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, Notice, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { useId, useState } from "react";
import { type Erased, erasePerson, type FoundPerson } from "./api.ts";

export interface EraseDialogProps {
  person: FoundPerson;
  /** What has to be typed. */
  name: string;
  onClose: () => void;
  onErased: (erased: Erased) => void;
}

/** Asks for the name of the person, typed, before anything is erased. */
export function EraseDialog({ person, name, onClose, onErased }: EraseDialogProps) {
  const { t } = useTranslation("personal");
  const [typed, setTyped] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const typedId = useId();
  async function erase() {
    setIsBusy(true);
    setProblem(null);
    try {
      onErased(await erasePerson(person, typed));
      onClose();
    } catch (error) {
      const [entry] = error instanceof ApiProblem ? error.entries : [];
      setProblem(entry?.message ?? t("failed"));
      setIsBusy(false);
    }
  }
  return (
    <Dialog
      isOpen
      title={t("eraseTitle", { name })}
      onClose={onClose}
      footer={
        <Button
          danger
          type="primary"
          loading={isBusy}
          disabled={typed.trim() !== name}
          onClick={() => void erase()}
        >
          {t("eraseNow")}
        </Button>
      }
    >
      <p>{t("eraseText")}</p>
      <label htmlFor={typedId}>{t("eraseConfirm", { name })}</label>
      <TextInput
        id={typedId}
        value={typed}
        autoComplete="off"
        onChange={({ target }) => setTyped(target.value)}
      />
      {problem !== null && <Notice>{problem}</Notice>}
    </Dialog>
  );
}
