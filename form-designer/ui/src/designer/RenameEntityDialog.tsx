import { ApiProblem, problemText } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, Dialog, Notice, showToast, TextInput } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import { fetchEntityImpact, renameEntity } from "./impact.ts";
import { ImpactList } from "./ImpactList.tsx";
import type { EntityDocument, Labels } from "./model.ts";

interface RenameEntityDialogProps {
  entity: EntityDocument;
  onClose: () => void;
}

/** Another key of a sort of record: it is published at once, with everything that names it. */
export function RenameEntityDialog({ entity, onClose }: RenameEntityDialogProps) {
  const { t } = useTranslation("designer");
  const id = useId();
  const queries = useQueryClient();
  const [key, setKey] = useState(entity.key);
  const [problem, setProblem] = useState<string | null>(null);
  const label = labelText(entity["label"] as Labels | undefined, entity.key);
  const impact = useQuery({
    queryKey: ["design", "impact", entity.key],
    queryFn: () => fetchEntityImpact(entity.key),
    staleTime: 0,
    gcTime: 0,
  });
  async function rename() {
    try {
      await renameEntity(entity.key, key.trim());
      showToast({ text: t("entityRename.done", { label, key: key.trim() }), tone: "success" });
      await queries.invalidateQueries({ queryKey: ["metadata"] });
      await queries.invalidateQueries({ queryKey: ["session"] });
      await queries.resetQueries({ queryKey: ["design", "form"] });
    } catch (error) {
      const [entry] = error instanceof ApiProblem ? error.entries : [];
      setProblem(entry ? problemText(entry) : t("keyRename.failed"));
    }
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("keyRename.title", { label })}
      footer={
        <>
          <Button onClick={onClose}>{t("rule.cancel")}</Button>
          <Button
            type="primary"
            disabled={key.trim() === "" || key.trim() === entity.key}
            onClick={() => void rename()}
          >
            {t("entityRename.do")}
          </Button>
        </>
      }
    >
      <label htmlFor={id}>{t("entityRename.key")}</label>
      <TextInput
        id={id}
        value={key}
        onChange={(event) => {
          setKey(event.target.value);
          setProblem(null);
        }}
      />
      <p>{t("entityRename.text")}</p>
      {problem && <Notice>{problem}</Notice>}
      {!impact.data && !impact.error && <Bones lines={3} />}
      {impact.data && <ImpactList impact={impact.data} of="entity" />}
    </Dialog>
  );
}
