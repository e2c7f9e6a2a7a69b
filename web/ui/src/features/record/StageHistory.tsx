import { type EntityMetadata, type FieldMetadata, readSpans, recordKeys } from "@dougong/kit/api";
import { optionText, plainValue } from "@dougong/kit/fields";
import { formatInstant, labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import "./StageHistory.css";

const minute = 60_000;
const units = [
  { key: "days", milliseconds: 24 * 60 * minute },
  { key: "hours", milliseconds: 60 * minute },
  { key: "minutes", milliseconds: minute },
] as const;

/** When a record entered and left its stages, and how long it stayed; asked for when it is opened. */
export function StageHistory({ entity, id }: { entity: EntityMetadata; id: string }) {
  return entity.fields
    .filter((field) => field.stages !== undefined)
    .map((field) => <OneHistory key={field.key} entity={entity} id={id} field={field} />);
}

interface OneHistoryProps {
  entity: EntityMetadata;
  id: string;
  field: FieldMetadata;
}

function OneHistory({ entity, id, field }: OneHistoryProps) {
  const { t } = useTranslation("web");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="dg-stages" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{t("stages.title", { label: labelText(field.label, field.key) })}</summary>
      {isOpen && <Spans entity={entity} id={id} field={field} />}
    </details>
  );
}

function Spans({ entity, id, field }: OneHistoryProps) {
  const { t } = useTranslation("web");
  const [now] = useState(() => Date.now());
  const spans = useQuery({
    queryKey: recordKeys.spans(entity.key, id, field.key),
    queryFn: () => readSpans(entity.key, id, field.key),
  });
  if (spans.error) {
    return <ErrorState error={spans.error} onRetry={() => void spans.refetch()} />;
  }
  if (!spans.data) return <Bones lines={3} />;
  const items = spans.data.items;
  if (items.length === 0) return <p className="dg-none">{t("stages.none")}</p>;
  const length = (from: string, until: number) => {
    const { unit, count } = lengthOf(until - Date.parse(from));
    return t(`stages.${unit}`, { count });
  };
  return (
    <ol>
      {items.map(({ value, from, until, by }) => (
        <li key={from} data-stage={String(plainValue(value))}>
          <strong>{optionText(field, plainValue(value))}</strong>
          <span>
            {until === null
              ? t("stages.since", { length: length(from, now) })
              : length(from, Date.parse(until))}
          </span>
          <small>
            {formatInstant(from, "short")} · {by?.label ?? t("history.system")}
          </small>
        </li>
      ))}
    </ol>
  );
}

/** In the largest unit that fits. */
function lengthOf(milliseconds: number) {
  const unit = units.find((one) => milliseconds >= one.milliseconds) ?? units[2];
  return { unit: unit.key, count: Math.max(0, Math.floor(milliseconds / unit.milliseconds)) };
}
