import { labelText, useTranslation } from "@dougong/kit/i18n";
import { TextInput } from "@dougong/kit/ui";
import { useId } from "react";
import type { WorkflowDocument } from "./model.ts";
import type { FlowDeeds } from "./useFlowDeeds.ts";

interface NameInputProps {
  workflow: WorkflowDocument;
  deeds: FlowDeeds;
  onLeave: () => void;
}

/** The workflow's name in the reader's language; the other one stays. */
export function NameInput({ workflow, deeds, onLeave }: NameInputProps) {
  const { t, i18n } = useTranslation("workflowDesign");
  const id = useId();
  const language = i18n.language === "en" ? "en" : "zh";
  const label: Record<string, string> = { ...workflow.label };
  return (
    <div className="dg-flow-option">
      <label htmlFor={id}>{t("name")}</label>
      <TextInput
        id={id}
        value={label[language] ?? ""}
        placeholder={labelText(label, workflow.key)}
        onChange={({ target }) => {
          const { [language]: _before, ...others } = label;
          const next = target.value === "" ? others : { ...others, [language]: target.value };
          deeds.rename(next, "name");
        }}
        onBlur={onLeave}
      />
    </div>
  );
}
