import { ApiProblem, problemText } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, Dialog, Notice, TextInput } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import type { FieldDeedProps } from "./fieldFacts.ts";
import { fetchImpact, renameField } from "./impact.ts";
import { ImpactList } from "./ImpactList.tsx";

/** Another key of a field: what names it follows when the draft is published. */
export function RenameFieldDialog({ field, editing, usedKey, onClose }: FieldDeedProps) {
  const { t } = useTranslation("designer");
  const id = useId();
  const { draft } = editing;
  const isPublished = usedKey !== undefined;
  const [key, setKey] = useState(field.key);
  const [problem, setProblem] = useState<string | null>(null);
  const impact = useQuery({
    queryKey: ["design", "impact", draft.entity.key, field.key],
    queryFn: () => fetchImpact(draft.entity.key, usedKey ?? field.key),
    enabled: isPublished,
    staleTime: 0,
    gcTime: 0,
  });
  async function rename() {
    try {
      const after = await renameField(draft, field.key, key.trim());
      const label = labelText(field.label, field.key);
      editing.act(t("step.key", { label, key: key.trim() }), after);
      onClose();
    } catch (error) {
      const [entry] = error instanceof ApiProblem ? error.entries : [];
      setProblem(entry ? problemText(entry) : t("keyRename.failed"));
    }
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("keyRename.title", { label: labelText(field.label, field.key) })}
      footer={
        <>
          <Button onClick={onClose}>{t("rule.cancel")}</Button>
          <Button
            type="primary"
            disabled={key.trim() === "" || key.trim() === field.key}
            onClick={() => void rename()}
          >
            {t("deed.rename")}
          </Button>
        </>
      }
    >
      <label htmlFor={id}>{t("key")}</label>
      <TextInput
        id={id}
        value={key}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          setKey(event.target.value);
          setProblem(null);
        }}
      />
      <p id={`${id}-hint`}>{t("keyRename.text")}</p>
      {problem && <Notice>{problem}</Notice>}
      {isPublished && !impact.data && !impact.error && <Bones lines={3} />}
      {impact.data && <ImpactList impact={impact.data} />}
    </Dialog>
  );
}
