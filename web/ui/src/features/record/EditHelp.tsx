import "./besideTexts.ts";
import type { EntityMetadata, RecordJson } from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { useState } from "react";
import HelpPanel from "./HelpPanel.tsx";

/** What is looked up beside a record, folded away above its form. */
export default function EditHelp(props: { entity: EntityMetadata; record: RecordJson }) {
  const { t: own } = useTranslation("beside");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="dg-edit-help" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{own("help.beside")}</summary>
      {isOpen && <HelpPanel {...props} />}
    </details>
  );
}
