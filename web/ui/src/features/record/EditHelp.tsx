import type { EntityMetadata, RecordJson } from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { useState } from "react";
import HelpPanel from "./HelpPanel.tsx";

/** What is looked up beside a record, folded away above its form. */
export default function EditHelp(props: { entity: EntityMetadata; record: RecordJson }) {
  const { t } = useTranslation("web");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="dg-edit-help" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{t("help.beside")}</summary>
      {isOpen && <HelpPanel {...props} />}
    </details>
  );
}
