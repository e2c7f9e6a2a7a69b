import { useDragItem, useDropPlace, DragArea } from "@dougong/kit/dnd";
import {
  DesignerBar,
  type DraftEditing,
  type Loaded,
  ProblemList,
  useDesignerKeys,
  useDraft,
  usePublishing,
} from "@dougong/kit/designer";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { useIsPhone } from "@dougong/kit/lib";
import { Dialog, type MenuButtonItem, Notice } from "@dougong/kit/ui";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { Card, useTriggerCard } from "./Card.tsx";
import { FlowProvider, type FlowSources, useFlow, useFlowOf } from "./flow.ts";
import { FlowView, LookedAt } from "./FlowView.tsx";
import { drawingOf, type Gap, gapsOf } from "./layout.ts";
import { type Draft, nodeOf, placeAt, triggerPlace, type WorkflowDocument } from "./model.ts";
import { NameInput } from "./NameInput.tsx";
import { AddDialog, Palette } from "./Palette.tsx";
import { NodeProperties, TriggerProperties } from "./Properties.tsx";
import type { NodeDocument } from "./types.ts";
import { type FlowDeeds, useFlowDeeds } from "./useFlowDeeds.ts";

export interface EditorProps {
  loaded: Loaded<Draft>;
  sources: FlowSources;
}

/** A workflow in the making; what runs stays as it is until it is published. */
export function Editor({ loaded, sources }: EditorProps) {
  const { t } = useTranslation("workflowDesign");
  const editing = useDraft<Draft>({ loaded, main: "workflow" });
  const [isLive, setIsLive] = useState(false);
  const flow = useFlowOf(editing.draft.workflow, sources);
  const deeds = useFlowDeeds(editing, flow, loaded.isNew ?? false);
  const publish = usePublishing(editing, "executions");
  const { workflow } = deeds;
  const name = labelText(workflow.label, workflow.key);
  const title = t("title", { workflow: name });
  useEffect(() => {
    document.title = title;
  }, [title]);
  const root = useKeys(editing, deeds);
  const published = editing.published?.workflow ?? null;
  return (
    <FlowProvider value={flow}>
      <DragArea onDrop={deeds.drop}>
        <div className="dg-designer dg-flow-designer" ref={root}>
          <DesignerBar title={title} editing={editing} onPublish={() => void publish()}>
            {published && (
              <Button aria-pressed={isLive} onClick={() => setIsLive(!isLive)}>
                {t(isLive ? "backToDraft" : "showLive")}
              </Button>
            )}
            {editing.version > 0 && (
              <Link className="dg-flow-link" to={`/design/workflow/${workflow.key}/runs`}>
                {t("runs")}
              </Link>
            )}
            {loaded.isNew !== true && (
              <Link className="dg-flow-link" to={`/design/workflow/${workflow.key}/trial`}>
                {t("trial.link")}
              </Link>
            )}
          </DesignerBar>
          {isLive && published ? (
            <Published workflow={published} sources={sources} />
          ) : (
            <>
              <ProblemList
                problems={editing.problems}
                placeOf={(pointer) => placeAt(workflow, pointer)}
                onChoose={(place) => {
                  deeds.choose(place);
                  requestAnimationFrame(() => focusWrong(root.current));
                }}
              />
              <Panes editing={editing} deeds={deeds} />
            </>
          )}
        </div>
      </DragArea>
    </FlowProvider>
  );
}

/** Goes to the first input with which something is wrong, once it is there. */
function focusWrong(designer: HTMLElement | null) {
  const said = designer?.querySelector(
    ".dg-designer-properties [role=alert], .dg-flow-sheet [role=alert]",
  );
  const option = said?.closest(".dg-flow-entry, .dg-flow-option, .dg-flow-group");
  option?.querySelector<HTMLElement>("input, select, textarea, button")?.focus();
}

function useKeys(editing: DraftEditing<Draft>, deeds: FlowDeeds) {
  const { chosen } = deeds;
  const step = chosen === triggerPlace ? null : chosen;
  const root = useDesignerKeys({
    ...editing,
    save: () => void editing.save(),
    remove: step === null ? undefined : () => deeds.remove(step),
    step: step === null ? undefined : (direction) => deeds.shift(step, direction),
    copy: step === null ? undefined : () => deeds.copy(step),
    duplicate: step === null ? undefined : () => deeds.duplicate(step),
    paste: () => void deeds.paste(step),
  });
  const { current } = root;
  useEffect(() => {
    const card = current?.querySelector<HTMLElement>(`[data-step="${step ?? ""}"] button`);
    const isElsewhere = document.activeElement?.closest("dialog, .dg-designer-properties") !== null;
    if (step !== null && !isElsewhere) card?.focus({ preventScroll: false });
  }, [current, step]);
  return root;
}

interface PanesProps {
  editing: DraftEditing<Draft>;
  deeds: FlowDeeds;
}

function Panes({ editing, deeds }: PanesProps) {
  const { t } = useTranslation("workflowDesign");
  const isPhone = useIsPhone();
  const [place, setPlace] = useState<{ gap: Gap; name: string } | null>(null);
  return (
    <div className="dg-designer-panes">
      {!isPhone && (
        <section className="dg-designer-palette" aria-label={t("palette")}>
          <Palette withLast isDraggable onPick={deeds.addAfter} />
        </section>
      )}
      <section className="dg-flow-canvas" aria-label={t("canvas")}>
        <Canvas editing={editing} deeds={deeds} onAdd={(gap, name) => setPlace({ gap, name })} />
      </section>
      <PropertyPane editing={editing} deeds={deeds} isPhone={isPhone} />
      {place && (
        <AddDialog
          place={place.name}
          withLast={place.gap.target === null}
          onPick={(type) => {
            setPlace(null);
            deeds.add(type, place.gap);
          }}
          onClose={() => setPlace(null)}
        />
      )}
    </div>
  );
}

interface CanvasProps extends PanesProps {
  onAdd: (gap: Gap, name: string) => void;
}

function Canvas({ editing, deeds, onAdd }: CanvasProps) {
  const { t } = useTranslation("workflowDesign");
  const { workflow, book } = useFlow();
  const card = useTriggerCard();
  const gaps = gapsOf(drawingOf(workflow.nodes, book).main);
  const numberOf = (gap: Gap) =>
    gaps.findIndex((one) => JSON.stringify(one.edges) === JSON.stringify(gap.edges));
  const wrong = new Set(editing.problems.map(({ pointer = "" }) => placeAt(workflow, pointer)));
  return (
    <>
      <FlowView
        trigger={
          <Card
            {...card}
            isChosen={deeds.chosen === triggerPlace}
            isWrong={wrong.has(triggerPlace)}
            onChoose={() => deeds.choose(triggerPlace)}
          />
        }
        renderStep={(node) => <StepCard node={node} deeds={deeds} isWrong={wrong.has(node.id)} />}
        renderGap={(gap, name) => (
          <GapButton number={numberOf(gap)} name={name} onAdd={() => onAdd(gap, name)} />
        )}
      />
      {workflow.nodes.length === 0 && (
        <div className="dg-flow-empty">
          <h2>{t("emptyTitle")}</h2>
          <p>{t("emptyText")}</p>
        </div>
      )}
    </>
  );
}

interface StepCardProps {
  node: NodeDocument;
  deeds: FlowDeeds;
  isWrong: boolean;
}

function StepCard({ node, deeds, isWrong }: StepCardProps) {
  const { t } = useTranslation("workflowDesign");
  const { book, nameOf, sentence } = useFlow();
  const { ref } = useDragItem(`step:${node.id}`);
  const { id } = node;
  const item = (key: string, run: () => void, isDangerous = false): MenuButtonItem => ({
    key,
    label: t(`menu.${key}`),
    isDangerous,
    run,
  });
  return (
    <Card
      id={id}
      kind="node"
      name={nameOf(id)}
      sentence={sentence(node)}
      options={node}
      schema={book.shape(node.type)?.schema}
      isChosen={deeds.chosen === id}
      isWrong={isWrong}
      dragRef={ref}
      onChoose={() => deeds.choose(id)}
      items={[
        item("up", () => deeds.shift(id, -1)),
        item("down", () => deeds.shift(id, 1)),
        item("duplicate", () => deeds.duplicate(id)),
        item("copy", () => deeds.copy(id)),
        item("paste", () => void deeds.paste(id)),
        item("remove", () => deeds.remove(id), true),
      ]}
    />
  );
}

function GapButton({ number, name, onAdd }: { number: number; name: string; onAdd: () => void }) {
  const { ref, isDropTarget } = useDropPlace(`gap:${number}`);
  return (
    <div ref={ref} className="dg-flow-gap" data-target={isDropTarget}>
      <button type="button" aria-label={name} title={name} aria-haspopup="dialog" onClick={onAdd}>
        +
      </button>
    </div>
  );
}

function PropertyPane({ editing, deeds, isPhone }: PanesProps & { isPhone: boolean }) {
  const { t } = useTranslation("workflowDesign");
  const { nameOf } = useFlow();
  const { chosen, workflow } = deeds;
  const node = chosen === null ? undefined : nodeOf(workflow, chosen);
  const common = { problems: editing.problems, onLeave: editing.seal };
  const content = node ? (
    <NodeProperties
      key={node.id}
      node={node}
      {...common}
      onSet={(options, merge) => deeds.change(node.id, options, merge)}
    />
  ) : chosen === triggerPlace ? (
    <TriggerProperties {...common} onSet={deeds.changeTrigger} onType={deeds.changeType} />
  ) : null;
  if (isPhone) {
    return (
      <>
        <section className="dg-designer-properties" aria-label={t("workflow")}>
          <NameInput workflow={workflow} deeds={deeds} onLeave={editing.seal} />
        </section>
        <Dialog
          isOpen={content !== null}
          onClose={() => deeds.choose(null)}
          shape="sheet"
          title={node ? nameOf(node.id) : t("trigger")}
        >
          <div className="dg-flow-sheet">{content}</div>
        </Dialog>
      </>
    );
  }
  return (
    <section className="dg-designer-properties" aria-label={t("properties")}>
      {content ?? <p>{t("chooseStep")}</p>}
      <h2>{t("workflow")}</h2>
      <NameInput workflow={workflow} deeds={deeds} onLeave={editing.seal} />
    </section>
  );
}

/** What runs now, to be looked at. */
function Published({ workflow, sources }: { workflow: WorkflowDocument; sources: FlowSources }) {
  const { t } = useTranslation("workflowDesign");
  const flow = useFlowOf(workflow, sources);
  return (
    <FlowProvider value={flow}>
      <Notice tone="quiet">{t("live")}</Notice>
      <LookedAt name={t("liveCanvas")}>
        <PlainFlow />
      </LookedAt>
    </FlowProvider>
  );
}

function PlainFlow() {
  const { book, nameOf, sentence } = useFlow();
  const card = useTriggerCard();
  return (
    <FlowView
      trigger={<Card {...card} />}
      renderStep={(node) => (
        <Card
          id={node.id}
          kind="node"
          name={nameOf(node.id)}
          sentence={sentence(node)}
          options={node}
          schema={book.shape(node.type)?.schema}
        />
      )}
    />
  );
}
