import { formatInstant, labelText, useTranslation } from "@dougong/kit/i18n";
import { useQuery } from "@tanstack/react-query";
import { type Journey, journeyKeys, listJourneys, type Stop } from "./api.ts";
import "./texts.ts";
import "./journeys.css";

/** Where a record stands in its journeys: what was done, where it waits and until when. */
export function JourneyNote({ entity, id }: { entity: string; id: string }) {
  const { t } = useTranslation("journeys");
  const found = useQuery({
    queryKey: journeyKeys.of(entity, id),
    queryFn: () => listJourneys(entity, id),
  });
  const journeys = found.data?.journeys ?? [];
  if (journeys.length === 0) return null;
  return (
    <section className="dg-journeys" aria-label={t("title")}>
      <h2>{t("title")}</h2>
      {journeys.map((journey) => (
        <One key={journey.id} journey={journey} />
      ))}
    </section>
  );
}

function One({ journey }: { journey: Journey }) {
  const { t } = useTranslation("journeys");
  return (
    <article>
      <p>
        <strong>{labelText(journey.label ?? undefined, journey.workflow)}</strong>{" "}
        {t(`status.${journey.status}`)} ·{" "}
        {journey.endedAt
          ? t("ended", { at: formatInstant(journey.endedAt, "short") })
          : t("begun", { at: formatInstant(journey.startedAt, "short") })}
      </p>
      <ol>
        {journey.stops.map((stop, place) => (
          <Line key={`${stop.node} ${place}`} stop={stop} />
        ))}
      </ol>
    </article>
  );
}

function Line({ stop }: { stop: Stop }) {
  const { t } = useTranslation("journeys");
  const isNow = stop.state === "waiting" || stop.state === "ready";
  const at = isNow ? stop.dueAt : stop.endedAt;
  return (
    <li className={isNow ? "dg-journey-now" : undefined} aria-current={isNow ? "step" : undefined}>
      {labelText(stop.label ?? undefined, stop.node)}{" "}
      <small>
        {t(`state.${stop.state}`)}
        {at &&
          ` · ${isNow ? t("until", { at: formatInstant(at, "short") }) : formatInstant(at, "short")}`}
      </small>
    </li>
  );
}
