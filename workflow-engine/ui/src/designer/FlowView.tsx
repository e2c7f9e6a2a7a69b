import { useTranslation } from "@dougong/kit/i18n";
import type { ReactNode } from "react";
import { useFlow } from "./flow.ts";
import { type Drawing, drawingOf, type Gap, type Placed, type Way } from "./layout.ts";
import { nodeOf } from "./model.ts";
import type { NodeDocument } from "./types.ts";

export interface FlowViewProps {
  trigger: ReactNode;
  renderStep: (node: NodeDocument) => ReactNode;
  /** What stands between steps; nothing where it is only looked at. */
  renderGap?: (gap: Gap, name: string) => ReactNode;
}

interface Parts extends FlowViewProps {
  drawing: Drawing;
}

/**
 * A workflow as a list of steps below each other, with lists of their own where ways part. What is
 * seen is what is read: the order of the elements is the order of the steps.
 */
export function FlowView(props: FlowViewProps) {
  const { t } = useTranslation("workflowDesign");
  const { workflow, book } = useFlow();
  const drawing = drawingOf(workflow.nodes, book);
  const parts = { ...props, drawing };
  return (
    <div className="dg-flow">
      {props.trigger}
      <Steps way={drawing.main} name={t("gap.begin")} parts={parts} />
      {drawing.loose.length > 0 && (
        <section className="dg-flow-loose" aria-label={t("loose")}>
          <h2>{t("loose")}</h2>
          <ol>
            {drawing.loose.map((id) => (
              <Step key={id} placed={{ id, ways: [], after: null }} parts={parts} />
            ))}
          </ol>
        </section>
      )}
    </div>
  );
}

function Steps({ way, name, parts }: { way: Way; name: string; parts: Parts }) {
  return (
    <ol className="dg-flow-steps">
      <Between gap={way.first} name={name} parts={parts} />
      {way.steps.map((placed) => (
        <Step key={placed.id} placed={placed} parts={parts} />
      ))}
      <End way={way} />
    </ol>
  );
}

function Between({ gap, name, parts }: { gap: Gap; name: string; parts: Parts }) {
  return <li className="dg-flow-between">{parts.renderGap?.(gap, name)}</li>;
}

function Step({ placed, parts }: { placed: Placed; parts: Parts }) {
  const { t } = useTranslation("workflowDesign");
  const { workflow, nameOf, wayName } = useFlow();
  const node = nodeOf(workflow, placed.id);
  if (!node) return null;
  const step = nameOf(placed.id);
  return (
    <>
      <li className="dg-flow-step">
        {parts.renderStep(node)}
        {placed.ways.length > 0 && (
          <ul className="dg-flow-ways">
            {placed.ways.map((way) => {
              const name = way.exit ? wayName(node, way.exit) : "";
              return (
                <li key={way.exit?.path.join(".")} data-short={way.steps.length === 0}>
                  <p className="dg-flow-way">{name}</p>
                  <Steps way={way} name={t("gap.way", { step, way: name })} parts={parts} />
                </li>
              );
            })}
          </ul>
        )}
      </li>
      {placed.after && <Between gap={placed.after} name={t("gap.after", { step })} parts={parts} />}
    </>
  );
}

/** How a way ends, where that is not seen from what follows. */
function End({ way }: { way: Way }) {
  const { t } = useTranslation("workflowDesign");
  const { nameOf } = useFlow();
  const { ending } = way;
  if (ending === "closed") return null;
  const text =
    ending === "end"
      ? t("ends")
      : ending === "join"
        ? t("goesOn")
        : t("goesTo", { step: nameOf(ending.goesTo) });
  return <li className="dg-flow-end">{text}</li>;
}

/** A drawing in which nothing takes the focus: it takes it itself, to be scrolled by keys. */
export function LookedAt({ name, children }: { name: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys
    <section className="dg-flow-canvas" aria-label={name} tabIndex={0}>
      {children}
    </section>
  );
}
