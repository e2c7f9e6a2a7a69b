import type { EntityMetadata, RecordJson } from "@dougong/kit/api";
import { useDragItem } from "@dougong/kit/dnd";
import { recordTitle, useFieldTypes } from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";
import { RecordAnchor } from "@dougong/kit/ui";
import { RecordFacts } from "@dougong/kit/views";
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { CalendarPlan } from "./plan.ts";

const stepOf: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

export interface CalendarCardProps {
  entity: EntityMetadata;
  plan: CalendarPlan;
  record: RecordJson;
  /** With the fields of the view below the title. */
  isLong: boolean;
  isFocused: boolean;
  onMove: () => void;
  /** Days to move by. */
  onStep: (days: number) => void;
}

/** A record on its day: its title opens it, its button and Alt with the arrows move it. */
export function CalendarCard(props: CalendarCardProps) {
  const { entity, plan, record, isFocused } = props;
  const { t } = useTranslation("calendar");
  const types = useFieldTypes();
  const host = useRef<HTMLLIElement>(null);
  const { ref, isDragging } = useDragItem(record.id, !plan.isMovable);
  useEffect(() => {
    if (isFocused) host.current?.querySelector<HTMLElement>("a")?.focus();
  }, [isFocused]);
  const title = recordTitle(entity, record, types);

  function onKeyDown(event: KeyboardEvent) {
    const step = stepOf[event.key];
    if (!event.altKey || step === undefined || !plan.isMovable) return;
    event.preventDefault();
    props.onStep(step);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the shortcut belongs to the link and the button inside
    <li
      ref={(element) => {
        host.current = element;
        ref(element);
      }}
      className={isDragging ? "dg-calendar-card dg-calendar-dragged" : "dg-calendar-card"}
      onKeyDown={onKeyDown}
    >
      <div className="dg-calendar-card-head">
        <RecordAnchor entity={entity.key} id={record.id}>
          {title}
        </RecordAnchor>
        {plan.isMovable && (
          <button
            type="button"
            data-undraggable
            aria-label={t("move", { title })}
            title={t("keys")}
            onClick={props.onMove}
          >
            ⇄
          </button>
        )}
      </div>
      {props.isLong && <RecordFacts fields={plan.cards} record={record} />}
    </li>
  );
}
