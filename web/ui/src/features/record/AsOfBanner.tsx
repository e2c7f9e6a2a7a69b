import {
  ApiProblem,
  type EntityMetadata,
  patchRecord,
  readRecord,
  type RecordJson,
  recordKeys,
  writeJson,
} from "@dougong/kit/api";
import { useFieldTypes } from "@dougong/kit/fields";
import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { Notice, showToast } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { refusalText } from "./useRecordActions.ts";

export interface AsOfBannerProps {
  entity: EntityMetadata;
  past: RecordJson;
  asOf: string;
  onLeave: () => void;
}

/** Says that the page shows the past, and can write that state back as a new change. */
export function AsOfBanner({ entity, past, asOf, onLeave }: AsOfBannerProps) {
  const { t } = useTranslation("web");
  const types = useFieldTypes();
  const queries = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);

  async function bringBack() {
    setIsBusy(true);
    try {
      const now = await readRecord(entity.key, past.id);
      const values: Record<string, unknown> = {};
      for (const field of entity.fields) {
        if (types.isComputed(field) || field.readOnly) continue;
        if (field.right === "read" || field.right === "masked") continue;
        const then = types.write(types.read(past[field.key], field), field);
        const today = types.write(types.read(now[field.key], field), field);
        if (writeJson(then) !== writeJson(today)) values[field.key] = then;
      }
      if (Object.keys(values).length > 0)
        await patchRecord(entity.key, past.id, now.version, values);
      await queries.invalidateQueries({ queryKey: recordKeys.entity(entity.key) });
      showToast({ text: t("record.broughtBack"), tone: "success" });
      onLeave();
    } catch (error) {
      const text = error instanceof ApiProblem ? refusalText(error) : "";
      showToast({ text: text || t("failed"), tone: "error" });
    }
    setIsBusy(false);
  }

  return (
    <Notice tone="warning">
      <div className="dg-as-of">
        <span>{t("record.asOf", { at: formatInstant(asOf) })}</span>
        <Button size="small" onClick={onLeave}>
          {t("history.backToNow")}
        </Button>
        {entity.rights?.update !== false && (
          <Button size="small" loading={isBusy} onClick={() => void bringBack()}>
            {t("record.bringBack")}
          </Button>
        )}
      </div>
    </Notice>
  );
}
