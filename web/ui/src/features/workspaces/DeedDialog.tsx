import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, Notice, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { type FormEvent, useId, useState } from "react";
import { remove, suspend, type WorkspaceItem } from "./api.ts";
import { wordsOf } from "./problem.ts";

interface DeedDialogProps {
  deed: "suspend" | "remove";
  item: WorkspaceItem;
  onClose: () => void;
  onDone: () => void;
}

/** Asks before people are locked out; deleting needs the key of the workspace, typed. */
export function DeedDialog({ deed, item, onClose, onDone }: DeedDialogProps) {
  const { t } = useTranslation("workspaces");
  const id = useId();
  const [typed, setTyped] = useState("");
  const [refusal, setRefusal] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const isReady = deed === "suspend" || typed.trim() === item.key;
  async function run(event: FormEvent) {
    event.preventDefault();
    if (!isReady) return;
    setIsBusy(true);
    try {
      await (deed === "suspend" ? suspend(item.key) : remove(item.key));
      onDone();
    } catch (error) {
      setRefusal(wordsOf(error, t("failed")));
      setIsBusy(false);
    }
  }
  return (
    <Dialog
      isOpen
      title={t(`${deed}.title`, { name: item.label })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            danger
            type="primary"
            htmlType="submit"
            form={id}
            loading={isBusy}
            disabled={!isReady}
          >
            {t(`${deed}.run`)}
          </Button>
        </>
      }
    >
      <form id={id} className="dg-workspace-form" onSubmit={(event) => void run(event)} noValidate>
        {refusal && <Notice>{refusal}</Notice>}
        <p>{t(`${deed}.text`)}</p>
        {deed === "remove" && (
          <>
            <label htmlFor={`${id}-key`}>{t("remove.type", { key: item.key })}</label>
            <TextInput
              id={`${id}-key`}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </>
        )}
      </form>
    </Dialog>
  );
}
