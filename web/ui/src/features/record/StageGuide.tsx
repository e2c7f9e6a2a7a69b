import { type EntityMetadata, patchRecord, type RecordJson, recordKeys } from "@dougong/kit/api";
import {
  type Guide,
  guideProgress,
  mayWrite,
  plainValue,
  standingOf,
  useFieldTypes,
} from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { showToast } from "@dougong/kit/ui";
import { moveComplaint, useTurns } from "@dougong/kit/views";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Link } from "react-router";
import "./StageGuide.css";

const StageSteps = lazy(async () => ({
  default: (await import("@dougong/kit/moves")).StageSteps,
}));

/** Where a record stands: what is done at its stage, what comes next, and the step there. */
export function StageGuide({ entity, record }: { entity: EntityMetadata; record: RecordJson }) {
  const types = useFieldTypes();
  const guides = entity.fields.flatMap((field) => standingOf(entity, field, record, types) ?? []);
  return guides.map((guide) => (
    <OneGuide key={guide.field.key} entity={entity} record={record} guide={guide} />
  ));
}

interface OneGuideProps {
  entity: EntityMetadata;
  record: RecordJson;
  guide: Guide;
}

function OneGuide({ entity, record, guide: known }: OneGuideProps) {
  const { t } = useTranslation("web");
  const { guide, tick } = useTicks(entity, record, known);
  const progress = guideProgress(guide);
  const mayUpdate = entity.rights?.update !== false;
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
                  disabled={!mayUpdate || guide.checklist?.right === "read"}
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
      {mayWrite(entity, guide.field) && (
        <Suspense>
          <StageSteps entity={entity} field={guide.field} record={record} />
        </Suspense>
      )}
    </section>
  );
}

/** Ticks at once for the eye; one write after the other, each on what the one before has left. */
function useTicks(entity: EntityMetadata, record: RecordJson, known: Guide) {
  const { t } = useTranslation("web");
  const queries = useQueryClient();
  const inTurn = useTurns();
  const [wished, setWished] = useState<Readonly<Record<string, boolean>>>({});
  const key = known.checklist?.key ?? "";

  async function write(newest: RecordJson, check: string, isDone: boolean) {
    const done = plainValue(newest[key]);
    const others = (Array.isArray(done) ? done : []).filter((value) => value !== check);
    try {
      const saved = await patchRecord(entity.key, record.id, newest.version, {
        [key]: isDone ? [...others, check] : others,
      });
      return { ...newest, ...saved };
    } catch (error) {
      showToast({ text: moveComplaint(error, (code) => t(`guide.${code}`)), tone: "error" });
      return null;
    } finally {
      await queries.invalidateQueries({ queryKey: recordKeys.entity(entity.key) });
      setWished(({ [check]: _gone, ...rest }) => rest);
    }
  }

  return {
    guide: {
      ...known,
      checks: known.checks.map((check) => ({
        ...check,
        isDone: wished[check.value] ?? check.isDone,
      })),
    },
    tick: (check: string, isDone: boolean) => {
      setWished((before) => ({ ...before, [check]: isDone }));
      void inTurn(record, (newest) => write(newest, check, isDone));
    },
  };
}
