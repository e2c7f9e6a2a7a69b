import { type EntityMetadata, patchRecord, type RecordJson, recordKeys } from "@dougong/kit/api";
import { type Guide, guideOf, guideProgress, plainValue, useFieldTypes } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { showToast } from "@dougong/kit/ui";
import { moveComplaint, useTurns } from "@dougong/kit/views";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import "./StageGuide.css";

/** Where a record stands: what is done at its stage, and what comes next. */
export function StageGuide({ entity, record }: { entity: EntityMetadata; record: RecordJson }) {
  const types = useFieldTypes();
  const guides = entity.fields.flatMap((field) => guideOf(entity, field, record, types) ?? []);
  return guides.map((guide) => (
    <OneGuide key={guide.field.key} entity={entity} record={record} guide={guide} />
  ));
}

interface OneGuideProps {
  entity: EntityMetadata;
  record: RecordJson;
  guide: Guide;
}

function OneGuide({ entity, record, guide }: OneGuideProps) {
  const { t } = useTranslation("web");
  const tick = useTicks(entity, record, guide);
  const progress = guideProgress(guide);
  const mayWrite = entity.rights?.update !== false;
  return (
    <section className="dg-guide" aria-label={t("guide.title")}>
      <h2>
        {t("guide.title")}
        <small>
          {guide.stage}
          {progress.of > 0 && ` · ${t("guide.progress", progress)}`}
        </small>
      </h2>
      {guide.next && <p>{guide.next}</p>}
      {progress.of > 0 && (
        <ul>
          {guide.checks.map((check) => (
            <li key={check.value}>
              <label>
                <input
                  type="checkbox"
                  checked={check.isDone}
                  disabled={!mayWrite || guide.checklist?.right === "read"}
                  onChange={(event) => tick(check.value, event.target.checked)}
                />
                {check.label}
              </label>
            </li>
          ))}
          {guide.missing.map((field) => (
            <li key={field.key}>
              <Link to={`/data/${entity.key}/${record.id}/edit`}>
                {t("guide.missing", { label: labelText(field.label, field.key) })}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Ticks one check after the other, each on what the one before has left. */
function useTicks(entity: EntityMetadata, record: RecordJson, guide: Guide) {
  const { t } = useTranslation("web");
  const queries = useQueryClient();
  const inTurn = useTurns();
  const key = guide.checklist?.key ?? "";
  const one = recordKeys.one(entity.key, record.id);
  return (check: string, isDone: boolean) => {
    const show = (from: RecordJson) => {
      const done = plainValue(from[key]);
      const others = (Array.isArray(done) ? done : []).filter((value) => value !== check);
      const values = { [key]: isDone ? [...others, check] : others };
      queries.setQueryData(one, { ...from, ...values } as RecordJson);
      return values;
    };
    void show(queries.getQueryData<RecordJson>(one) ?? record);
    void inTurn(record, async (newest) => {
      try {
        const saved = await patchRecord(entity.key, record.id, newest.version, show(newest));
        const kept = { ...newest, ...saved };
        queries.setQueryData(one, kept);
        return kept;
      } catch (error) {
        showToast({ text: moveComplaint(error, (code) => t(`guide.${code}`)), tone: "error" });
        return null;
      } finally {
        void queries.invalidateQueries({ queryKey: recordKeys.entity(entity.key) });
      }
    });
  };
}
