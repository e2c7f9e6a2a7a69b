import type { EntityMetadata } from "@dougong/kit/api";
import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { listMerges, mergeKeys, useParting } from "@dougong/kit/merges";
import { Notice } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";

/** Says which merges made the record what it is, with the way back. */
export function MergeNote({ entity, id }: { entity: EntityMetadata; id: string }) {
  const { t } = useTranslation("merges");
  const part = useParting(entity.key);
  const merges = useQuery({
    queryKey: mergeKeys.merges(entity.key, [id]),
    queryFn: () => listMerges(entity.key, [id]),
    retry: false,
  });
  const open = (merges.data ?? []).filter((merge) => !merge.undone && merge.survivor === id);
  const mayPart = entity.rights?.update !== false && entity.rights?.delete !== false;
  return open.map((merge) => (
    <Notice key={merge.id} tone="quiet">
      {t("happened", {
        by: merge.by.label || t("someone"),
        at: formatInstant(merge.at),
        count: merge.others.length,
      })}{" "}
      {mayPart && (
        <Button size="small" onClick={() => void part(merge.id)}>
          {t("undo")}
        </Button>
      )}
    </Notice>
  ));
}
