import { useTranslation } from "@dougong/kit/i18n";
import { TextInput } from "@dougong/kit/ui";
import { useId, useState } from "react";
import { setHosts, type WorkspaceItem } from "./api.ts";
import { namesIn } from "./names.ts";
import { SaveDialog } from "./SaveDialog.tsx";

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
  return (
    <SaveDialog
      title={t("hosts.title", { name: item.label })}
      run={t("hosts.run")}
      save={() => setHosts(item.key, namesIn(hosts))}
      onClose={onClose}
      onDone={onDone}
    >
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
    </SaveDialog>
  );
}
