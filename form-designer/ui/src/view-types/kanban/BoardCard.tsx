import type { EntityMetadata, RecordJson } from "@dougong/kit/api";
import { useDragItem } from "@dougong/kit/dnd";
import { guideOf, guideProgress, recordTitle, useFieldTypes } from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";
import { RecordAnchor } from "@dougong/kit/ui";
import { RecordFacts } from "@dougong/kit/views";
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { BoardPlan } from "./columns.ts";

export interface BoardCardProps {
  entity: EntityMetadata;
  plan: BoardPlan;
  record: RecordJson;
  isFocused: boolean;
  onMove: () => void;
  onStep: (step: number) => void;
}

/** A record on the board: its title opens it, its button and Alt with the arrows move it. */
export function BoardCard({ entity, plan, record, isFocused, onMove, onStep }: BoardCardProps) {
  const { t } = useTranslation("kanban");
  const types = useFieldTypes();
  const host = useRef<HTMLLIElement>(null);
  const { ref, isDragging } = useDragItem(record.id, !plan.isMovable);
  useEffect(() => {
    if (isFocused) host.current?.querySelector<HTMLElement>("a")?.focus();
  }, [isFocused]);
  const title = recordTitle(entity, record, types);

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (!event.altKey || step === 0) return;
    event.preventDefault();
    onStep(step);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the shortcut belongs to the link and the button inside
    <li
      ref={(element) => {
        host.current = element;
        ref(element);
      }}
      className={isDragging ? "dg-board-card dg-board-dragged" : "dg-board-card"}
      onKeyDown={onKeyDown}
    >
      <div className="dg-board-card-head">
        <RecordAnchor entity={entity.key} id={record.id}>
          {title}
        </RecordAnchor>
        {plan.isMovable && (
          <button
            type="button"
            className="dg-board-move"
            data-undraggable
            aria-label={t("move", { title })}
            title={t("keys")}
            onClick={onMove}
          >
            ⇄
          </button>
        )}
      </div>
      <RecordFacts fields={plan.cards} record={record} />
      <NextStep entity={entity} plan={plan} record={record} />
    </li>
  );
}

type NextStepProps = Pick<BoardCardProps, "entity" | "plan" | "record">;

/** What comes next at the stage of the card, and how much of it is done. */
function NextStep({ entity, plan, record }: NextStepProps) {
  const { t } = useTranslation("kanban");
  const guide = guideOf(entity, plan.field, record, useFieldTypes());
  if (!guide) return null;
  const progress = guideProgress(guide);
  return (
    <p className="dg-board-next">
      {guide.next}
      {progress.of > 0 && <small>{t("progress", progress)}</small>}
    </p>
  );
}
