import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, Notice, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { type FormEvent, useId, useState } from "react";
import { setHosts, type WorkspaceItem } from "./api.ts";
import { namesIn } from "./names.ts";
import { wordsOf } from "./problem.ts";

interface HostsDialogProps {
  item: WorkspaceItem;
  onClose: () => void;
  onDone: () => void;
}

/** The names that lead to a workspace, to change. */
export function HostsDialog({ item, onClose, onDone }: HostsDialogProps) {
  const { t } = useTranslation("workspaces");
  const id = useId();
  const [hosts, setText] = useState(item.hosts.join(", "));
  const [refusal, setRefusal] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  async function save(event: FormEvent) {
    event.preventDefault();
    setIsBusy(true);
    try {
      await setHosts(item.key, namesIn(hosts));
      onDone();
    } catch (error) {
      setRefusal(wordsOf(error, t("failed")));
      setIsBusy(false);
    }
  }
  return (
    <Dialog
      isOpen
      title={t("hosts.title", { name: item.label })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="primary" htmlType="submit" form={id} loading={isBusy}>
            {t("hosts.run")}
          </Button>
        </>
      }
    >
      <form id={id} className="dg-workspace-form" onSubmit={(event) => void save(event)} noValidate>
        {refusal && <Notice>{refusal}</Notice>}
        <label htmlFor={`${id}-hosts`}>{t("field.hosts")}</label>
        <TextInput
          id={`${id}-hosts`}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={2_000}
          value={hosts}
          aria-describedby={`${id}-note`}
          onChange={(event) => setText(event.target.value)}
        />
        <small id={`${id}-note`}>{t("fieldNote.hosts")}</small>
      </form>
    </Dialog>
  );
}
