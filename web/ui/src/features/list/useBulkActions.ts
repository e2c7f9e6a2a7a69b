import {
  type BatchOperation,
  type EntityMetadata,
  type FieldMetadata,
  type RecordJson,
  recordKeys,
  restoreRecord,
} from "@dougong/kit/api";
import { type FieldValue, useFieldTypes } from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";
import { showToast, undoMilliseconds } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type BulkReport, runBulk } from "./bulk.ts";
import { writtenValue } from "./cellEditing.ts";

/** Changes or deletes many records; what was done can be taken back for a while. */
export function useBulkActions(entity: EntityMetadata) {
  const { t } = useTranslation("bulk");
  const { t: common } = useTranslation("web");
  const types = useFieldTypes();
  const queries = useQueryClient();
  const [progress, setProgress] = useState<number | null>(null);
  const renew = () => queries.invalidateQueries({ queryKey: recordKeys.entity(entity.key) });

  const lost = { unknown: t("unknown"), untried: t("untried") };

  async function run(
    records: readonly RecordJson[],
    operationOf: (record: RecordJson) => BatchOperation,
  ): Promise<BulkReport> {
    setProgress(0);
    try {
      return await runBulk(entity.key, records, operationOf, setProgress, lost);
    } finally {
      setProgress(null);
      await renew();
    }
  }

  /** Says how many were done, with the way back. */
  function tell(report: BulkReport, text: string, undo: () => Promise<void>) {
    if (report.done.length === 0) return;
    const back = () =>
      void undo()
        .catch(() => showToast({ text: common("failed"), tone: "error" }))
        .finally(() => void renew());
    showToast({
      text,
      milliseconds: undoMilliseconds,
      action: { text: common("undo"), run: back },
    });
  }

  const toldBack = (failed: number) =>
    showToast(
      failed === 0
        ? { text: common("list.undone"), tone: "success" }
        : { text: t("undoFailed", { count: failed }), tone: "error" },
    );

  async function change(records: readonly RecordJson[], field: FieldMetadata, value: FieldValue) {
    const now = types.write(value, field) ?? null;
    const report = await run(records, (record) => ({
      op: "update",
      id: record.id,
      version: record.version,
      values: { [field.key]: now },
    }));
    tell(report, t("changed", { count: report.done.length }), async () => {
      const back = report.done.map(({ record, version }) => ({ ...record, version }));
      const undone = await runBulk(
        entity.key,
        back,
        (record) => ({
          op: "update",
          id: record.id,
          version: record.version,
          values: { [field.key]: writtenValue(record, field, types) ?? null },
        }),
        () => undefined,
        lost,
      );
      toldBack(undone.refused.length);
    });
    return report;
  }

  async function remove(records: readonly RecordJson[]) {
    const report = await run(records, ({ id, version }) => ({ op: "delete", id, version }));
    tell(report, t("deleted", { count: report.done.length }), async () => {
      let failed = 0;
      for (const { record } of report.done) {
        await restoreRecord(entity.key, record.id).catch(() => failed++);
      }
      toldBack(failed);
    });
    return report;
  }

  return { change, remove, progress };
}
