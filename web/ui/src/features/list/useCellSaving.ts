import {
  ApiProblem,
  type EntityMetadata,
  type FieldMetadata,
  patchRecord,
  problemText,
  type RecordJson,
  recordKeys,
  UnreachableError,
  writeJson,
} from "@dougong/kit/api";
import { type FieldValue, recordTitle, useFieldTypes } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { showToast, undoMilliseconds } from "@dougong/kit/ui";
import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import { writtenValue } from "./cellEditing.ts";

type Pages = InfiniteData<{ items: RecordJson[] }>;

/** Saves one field of one record; answers what is wrong, or null where it is saved. */
export function useCellSaving(entity: EntityMetadata) {
  const { t } = useTranslation("web");
  const types = useFieldTypes();
  const queries = useQueryClient();
  const listKey = [...recordKeys.entity(entity.key), "list"];

  /** Every list that holds the record shows it as it is now, at its place. */
  function show(saved: RecordJson) {
    queries.setQueriesData<Pages>({ queryKey: listKey }, (known) =>
      known && "pages" in known
        ? {
            ...known,
            pages: known.pages.map((page) => ({
              ...page,
              items: page.items.map((one) => (one.id === saved.id ? { ...one, ...saved } : one)),
            })),
          }
        : known,
    );
    for (const part of ["one", "changes", "timeline"]) {
      void queries.invalidateQueries({
        queryKey: [...recordKeys.entity(entity.key), part, saved.id],
      });
    }
    void queries.invalidateQueries({ queryKey: listKey, refetchType: "none" });
  }

  async function undo(saved: RecordJson, field: FieldMetadata, before: unknown) {
    try {
      show(await patchRecord(entity.key, saved.id, saved.version, { [field.key]: before }));
      showToast({ text: t("list.undone"), tone: "success" });
    } catch (error) {
      showToast({ text: reasonOf(error, field, t), tone: "error" });
      void queries.invalidateQueries({ queryKey: listKey });
    }
  }

  return async function save(
    record: RecordJson,
    field: FieldMetadata,
    value: FieldValue,
  ): Promise<string | null> {
    const before = writtenValue(record, field, types);
    const now = types.write(value, field);
    if (writeJson(now ?? null) === writeJson(before ?? null)) return null;
    try {
      const saved = await patchRecord(entity.key, record.id, record.version, {
        [field.key]: now ?? null,
      });
      show(saved);
      showToast({
        text: t("list.cellSaved", {
          title: recordTitle(entity, saved, types),
          field: labelText(field.label, field.key),
        }),
        milliseconds: undoMilliseconds,
        action: { text: t("undo"), run: () => void undo(saved, field, before ?? null) },
      });
      return null;
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 409 && error.code === "staleVersion") {
        void queries.invalidateQueries({ queryKey: listKey });
      }
      return reasonOf(error, field, t);
    }
  };
}

/** What is wrong in one text; what is wrong with another field is named with it. */
function reasonOf(error: unknown, field: FieldMetadata, t: (key: string) => string): string {
  if (error instanceof UnreachableError) return t("list.unreachable");
  if (!(error instanceof ApiProblem)) return t("failed");
  if (error.code === "staleVersion") return t("list.stale");
  const own = error.entries.find((entry) => (entry.pointer ?? "").startsWith(`/${field.key}`));
  const entry = own ?? error.entries[0];
  return entry ? problemText(entry) : error.message || t("failed");
}
