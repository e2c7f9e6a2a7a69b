import { useWorkspace } from "@dougong/kit/api";
import {
  type Guide,
  guideKeys,
  type GuideStep,
  type MyGuides,
  putGuidesAway,
  shareOf,
  tickStep,
  useGuides,
} from "@dougong/kit/guides";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, EmptyState, ErrorState, showToast } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { StepLine } from "./StepLine.tsx";
import "./texts.ts";
import "./GuidesPage.css";

/** The first steps of the person: what is done where, and what is done already. */
export function GuidesPage() {
  const { t } = useTranslation("guides");
  const guides = useGuides();
  const write = useGuideWrites();
  const isAdministrator = useWorkspace().session.roles.includes("admin");
  useEffect(() => {
    document.title = t("title");
  }, [t]);
  if (guides.isPending) return <Bones lines={8} />;
  if (guides.error && !guides.data) {
    return <ErrorState error={guides.error} onRetry={() => void guides.refetch()} isPage />;
  }
  const { items, putAway } = guides.data;
  const { next } = shareOf(items);
  return (
    <div className="dg-guides">
      <header className="dg-page-head">
        <h1>{t("title")}</h1>
        {isAdministrator && <Link to="/admin/guides">{t("everybody")}</Link>}
      </header>
      {items.length === 0 && <EmptyState title={t("empty")} text={t("emptyText")} />}
      {items.length > 0 && <p>{next ? t("text") : t("allDone")}</p>}
      {items.map((guide) => (
        <OneGuide
          key={guide.key}
          guide={guide}
          next={next}
          onTick={(step, isDone) => write.tick(guide, step, isDone)}
        />
      ))}
      {next && (
        <footer>
          {putAway && <span>{t("isPutAway")}</span>}
          <Button type="link" onClick={() => write.putAway(!putAway)}>
            {t(putAway ? "bringBack" : "putAway")}
          </Button>
        </footer>
      )}
    </div>
  );
}

/** Shows at once what was wished, writes one after the other, and then asks the server. */
function useGuideWrites() {
  const { t } = useTranslation("guides");
  const queries = useQueryClient();
  const last = useRef<Promise<unknown>>(Promise.resolve());
  function write(change: (before: MyGuides) => MyGuides, deed: () => Promise<unknown>) {
    queries.setQueryData<MyGuides>(guideKeys.mine, (before) => before && change(before));
    last.current = last.current
      .then(deed)
      .catch(() => showToast({ text: t("failed"), tone: "error" }))
      .then(() => queries.invalidateQueries({ queryKey: guideKeys.mine }));
  }
  return {
    tick: (guide: Guide, step: GuideStep, done: boolean) =>
      write(
        (before) => ({
          ...before,
          items: before.items.map((one) => ticked(one, guide, step, done)),
        }),
        () => tickStep(guide.key, step.key, done),
      ),
    putAway: (putAway: boolean) =>
      write(
        (before) => ({ ...before, putAway }),
        () => putGuidesAway(putAway),
      ),
  };
}

function ticked(one: Guide, guide: Guide, step: GuideStep, done: boolean): Guide {
  if (one.key !== guide.key) return one;
  const steps = one.steps.map((each) =>
    each.key === step.key ? { ...each, done, doneAt: null } : each,
  );
  return { ...one, steps };
}

interface OneGuideProps {
  guide: Guide;
  /** The first step that is left of all guides. */
  next: GuideStep | null;
  onTick: (step: GuideStep, isDone: boolean) => void;
}

function OneGuide({ guide, next, onTick }: OneGuideProps) {
  const { t } = useTranslation("guides");
  const { done, of } = shareOf([guide]);
  const share = t("done", { done, of });
  const label = labelText(guide.label, guide.key);
  const description = labelText(guide.description);
  return (
    <section aria-label={label}>
      <h2>
        {label} <small>{share}</small>
      </h2>
      <progress max={of} value={done} aria-label={share} />
      {description && <p>{description}</p>}
      <ol>
        {guide.steps.map((step) => (
          <StepLine
            key={step.key}
            step={step}
            isNext={step === next}
            onTick={(isDone) => onTick(step, isDone)}
          />
        ))}
      </ol>
    </section>
  );
}
