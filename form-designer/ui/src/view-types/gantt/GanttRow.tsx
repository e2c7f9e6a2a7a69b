import type { EntityMetadata, RecordJson } from "@dougong/kit/api";
import { useDragItem, useDropPlace } from "@dougong/kit/dnd";
import { recordTitle, useFieldTypes } from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";
import { RecordAnchor, type Tone } from "@dougong/kit/ui";
import { daysBetween, type Period, RecordFacts } from "@dougong/kit/views";
import type { KeyboardEvent } from "react";
import {
  type GanttPlan,
  lengthened,
  placeOf,
  shifted,
  type Span,
  spanOf,
  toneOfBar,
} from "./plan.ts";

/** What is dragged: a record's id moves its bar, this and the id its end. */
export const endHandle = "end:";

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

export interface GanttRowProps {
  entity: EntityMetadata;
  plan: GanttPlan;
  record: RecordJson;
  period: Period;
  onChoose: () => void;
  onMove: (change: (from: Span) => Span) => void;
}

/** A record: its title opens it, its dates stand beside it, its bar is pulled or moved by keys. */
export function GanttRow({ entity, plan, record, period, onChoose, onMove }: GanttRowProps) {
  const { t } = useTranslation("gantt");
  const types = useFieldTypes();
  const { ref } = useDropPlace(record.id, !plan.isMovable);
  const title = recordTitle(entity, record, types);
  const span = spanOf(record, plan);

  function onKeyDown(event: KeyboardEvent) {
    const step = steps[event.key];
    if (!event.altKey || step === undefined || !plan.isMovable) return;
    event.preventDefault();
    const change = event.shiftKey ? lengthened : shifted;
    onMove((from) => change(from, step));
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the shortcut belongs to the link and the button inside
    <li className="dg-gantt-row" onKeyDown={onKeyDown} data-record={record.id}>
      <div className="dg-gantt-name">
        <div className="dg-gantt-head">
          <RecordAnchor entity={entity.key} id={record.id}>
            {title}
          </RecordAnchor>
          {plan.isMovable && (
            <button
              type="button"
              aria-label={t("move", { title })}
              title={t("keys")}
              onClick={onChoose}
            >
              ⇄
            </button>
          )}
        </div>
        <p>
          {t("span", { ...span })} · {t("days", { count: daysBetween(span.start, span.end) + 1 })}
        </p>
        <RecordFacts fields={plan.facts} record={record} />
      </div>
      <div className="dg-gantt-track" ref={ref}>
        <Bar
          id={record.id}
          span={span}
          period={period}
          tone={toneOfBar(record, plan)}
          isMovable={plan.isMovable}
        />
      </div>
    </li>
  );
}

interface BarProps {
  id: string;
  span: Span;
  period: Period;
  tone: Tone | undefined;
  isMovable: boolean;
}

function Bar({ id, span, period, tone, isMovable }: BarProps) {
  const { ref: bar, isDragging } = useDragItem(id, !isMovable);
  const { left, width, isOpenLeft, isOpenRight } = placeOf(span, period);
  const { ref: end } = useDragItem(endHandle + id, !isMovable || isOpenRight);
  if (width === 0) return null;
  const classes = [
    "dg-gantt-bar",
    isMovable && "dg-gantt-movable",
    isDragging && "dg-gantt-dragged",
    isOpenLeft && "dg-gantt-open-left",
    isOpenRight && "dg-gantt-open-right",
  ];
  return (
    <>
      <div
        ref={bar}
        className={classes.filter(Boolean).join(" ")}
        style={{
          left: `${left * 100}%`,
          width: `${width * 100}%`,
          ...(tone ? { background: tone.background, borderColor: tone.ink } : {}),
        }}
      />
      {isMovable && !isOpenRight && (
        <div ref={end} className="dg-gantt-end" style={{ left: `${(left + width) * 100}%` }} />
      )}
    </>
  );
}
