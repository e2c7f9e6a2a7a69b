import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, Dialog, ErrorState, Notice } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { FieldDeedProps } from "./fieldFacts.ts";
import { fetchImpact, needing } from "./impact.ts";
import { ImpactList } from "./ImpactList.tsx";
import { deleteField } from "./model.ts";
import { rulesUsing } from "./rules.ts";

/** Takes a field away: not while something needs it, and never before it is said what is lost. */
export function DeleteFieldDialog({ field, editing, usedKey, onClose }: FieldDeedProps) {
  const { t } = useTranslation("designer");
  const { draft } = editing;
  const isPublished = usedKey !== undefined;
  const label = labelText(field.label, field.key);
  const impact = useQuery({
    queryKey: ["design", "impact", draft.entity.key, field.key],
    queryFn: () => fetchImpact(draft.entity.key, usedKey ?? field.key),
    enabled: isPublished,
    staleTime: 0,
    gcTime: 0,
  });
  const needed = impact.data ? needing(impact.data, draft, field.key) : [];
  const ownRules = rulesUsing(draft, field.key);
  const isFree = ownRules.length === 0 && (!isPublished || (impact.data && needed.length === 0));
  const remove = () => {
    editing.act(t("step.delete", { label }), deleteField(draft, field.key));
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("remove.title", { label })}
      footer={
        <>
          <Button onClick={onClose}>{t("rule.cancel")}</Button>
          <Button danger type="primary" disabled={!isFree} onClick={remove}>
            {t("deed.remove")}
          </Button>
        </>
      }
    >
      {ownRules.length > 0 && (
        <Notice>
          {t("remove.ownRules", { numbers: ownRules.map((at) => at + 1).join("、") })}
        </Notice>
      )}
      {!isPublished && <p>{t("remove.unpublished")}</p>}
      {impact.error && <ErrorState error={impact.error} onRetry={() => void impact.refetch()} />}
      {isPublished && !impact.error && !impact.data && <Bones lines={4} />}
      {impact.data && needed.length > 0 && (
        <>
          <Notice>{t("remove.needed")}</Notice>
          <ImpactList impact={impact.data} documents={needed} />
        </>
      )}
      {impact.data && needed.length === 0 && (
        <>
          <p>{t("remove.text")}</p>
          <ImpactList impact={impact.data} />
        </>
      )}
    </Dialog>
  );
}
