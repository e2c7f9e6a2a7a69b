import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, Notice } from "@dougong/kit/ui";
import { Button } from "antd";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { wordsOf } from "./problem.ts";

interface SaveDialogProps {
  title: string;
  /** On the button. */
  run: string;
  /** What is wrong before anything is sent; empty where nothing is. */
  check?: () => string;
  save: () => Promise<unknown>;
  onClose: () => void;
  onDone: () => void;
  children: ReactNode;
}

/** A form about a workspace: saves, and says why where that was refused. */
export function SaveDialog({ title, run, check, save, ...props }: SaveDialogProps) {
  const { t } = useTranslation("workspaces");
  const id = useId();
  const [refusal, setRefusal] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  async function act(event: FormEvent) {
    event.preventDefault();
    const wrong = check?.() ?? "";
    setRefusal(wrong);
    if (wrong !== "") return;
    setIsBusy(true);
    try {
      await save();
      props.onDone();
    } catch (error) {
      setRefusal(wordsOf(error, t("failed")));
      setIsBusy(false);
    }
  }
  return (
    <Dialog
      isOpen
      title={title}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button type="primary" htmlType="submit" form={id} loading={isBusy}>
            {run}
          </Button>
        </>
      }
    >
      <form id={id} className="dg-workspace-form" onSubmit={(event) => void act(event)} noValidate>
        {refusal && <Notice>{refusal}</Notice>}
        {props.children}
      </form>
    </Dialog>
  );
}
