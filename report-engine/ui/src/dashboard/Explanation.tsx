import { useWorkspace } from "@dougong/kit/api";
import type { Answer } from "@dougong/kit/charts";
import { formatDecimal, formatInstant, labelText, useTranslation } from "@dougong/kit/i18n";
import { Dialog } from "@dougong/kit/ui";
import type { RefObject } from "react";
import type { Choice, QueryMeasure, SharedFilter, Widget } from "./api.ts";
import { ChoiceText } from "./ChoiceText.tsx";
import { Downloads } from "./Downloads.tsx";
import { periodText } from "./words.ts";

interface ExplanationProps {
  widget: Widget;
  filters: readonly SharedFilter[];
  choices: readonly Choice[];
  shown: Answer;
  applied: readonly string[];
  downloads: { tile: RefObject<HTMLElement | null>; hasPicture: boolean };
  onClose: () => void;
}

/** What the numbers of a tile are: definition, days, filters, how many records, since when. */
export function Explanation(props: ExplanationProps) {
  const { widget, shown, choices, applied, downloads, onClose } = props;
  const { t } = useTranslation("report");
  const { definition } = shown;
  const { period } = definition;
  const reaching = choices.filter((choice) => choice.source !== widget.widget);
  const measures = shown.columns.filter((column) => column.role === "measure");
  const dimensions = shown.columns.filter((column) => column.role === "dimension");
  const written = new Map(
    widget.query.measures.map((measure) => [measure.key ?? measure.aggregate, measure]),
  );
  return (
    <Dialog isOpen onClose={onClose} title={widget.label}>
      {widget.description && <p className="dg-explain-text">{widget.description}</p>}
      <dl className="dg-explain">
        <dt>{t("explain.counts")}</dt>
        <dd>{definition.label}</dd>
        {dimensions.length > 0 && (
          <>
            <dt>{t("explain.groups")}</dt>
            <dd>{dimensions.map((column) => column.label).join(" · ")}</dd>
          </>
        )}
        {measures.map((column) => (
          <MeasureWords key={column.key} label={column.label} measure={written.get(column.key)} />
        ))}
        {period && (
          <>
            <dt>{t("explain.period")}</dt>
            <dd>
              {periodText(period)}
              {period.before && (
                <small>{t("explain.before", { days: periodText(period.before) })}</small>
              )}
            </dd>
          </>
        )}
        {definition.filter && (
          <>
            <dt>{t("explain.filter")}</dt>
            <dd>
              <code>{definition.filter}</code>
            </dd>
          </>
        )}
        <dt>{t("explain.shared")}</dt>
        <dd>
          {reaching.length === 0
            ? t("explain.noShared")
            : reaching.map((choice) => (
                <span key={`${choice.entity}.${choice.field}`} className="dg-explain-choice">
                  <ChoiceText choice={choice} />
                </span>
              ))}
          {reaching.length > applied.length && <small>{t("explain.notReached")}</small>}
        </dd>
        <dt>{t("explain.records")}</dt>
        <dd>{shown.records === null ? "–" : formatDecimal(String(shown.records))}</dd>
        <dt>{t("explain.asOf")}</dt>
        <dd>
          {formatInstant(shown.at)} <small>{definition.zone}</small>
        </dd>
        {shown.truncated && (
          <>
            <dt>{t("explain.cut")}</dt>
            <dd>
              {t("tile.cut", {
                shown: formatDecimal(String(shown.rows.length)),
                all: formatDecimal(String(shown.groups)),
              })}
            </dd>
          </>
        )}
      </dl>
      <Downloads {...downloads} answer={shown} title={widget.label} />
    </Dialog>
  );
}

function MeasureWords({ label, measure }: { label: string; measure: QueryMeasure | undefined }) {
  const { t } = useTranslation("report");
  const { metadata } = useWorkspace();
  if (!measure) return null;
  const nameOf = (entity: string) => labelText(metadata.entity(entity)?.label, entity);
  const how = measure.aggregate ?? measure.derive;
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {how && t(`measure.${how}`)} <code>{measure.expression ?? measure.calculate}</code>
        {measure.from && (
          <small>{t("explain.recordsOf", { entity: nameOf(measure.from.entity) })}</small>
        )}
        {measure.filter && (
          <small>
            {t("explain.only")} <code>{measure.filter}</code>
          </small>
        )}
      </dd>
    </>
  );
}
