import { useWorkspace } from "@dougong/kit/api";
import { DragArea } from "@dougong/kit/dnd";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { showToast } from "@dougong/kit/ui";
import { type KeyboardEvent, useEffect, useState } from "react";
import { Canvas } from "./Canvas.tsx";
import { DesignerBar } from "./DesignerBar.tsx";
import type { Loaded } from "./documents.ts";
import {
  addField,
  addSection,
  fieldOf,
  moveField,
  type Place,
  placeAfter,
  placeOf,
  putField,
  stepField,
  takeOut,
} from "./model.ts";
import { Palette } from "./Palette.tsx";
import { previewFields } from "./preview.ts";
import { ProblemList } from "./ProblemList.tsx";
import { Properties } from "./Properties.tsx";
import { useDraft } from "./useDraft.ts";
import { variantOf } from "./variants.ts";
import "./texts.ts";
import "./designer.css";

/** Palette, the form itself, properties: everything that is done can be undone. */
export function Designer({ loaded }: { loaded: Loaded }) {
  const { t } = useTranslation("designer");
  const { metadata } = useWorkspace();
  const editing = useDraft(loaded);
  const [chosen, setChosen] = useState<string | null>(null);
  const { draft } = editing;
  const fields = previewFields(draft, metadata.entity(draft.entity.key));
  const labelOf = (key: string) => labelText(fields.get(key)?.label, key);
  const title = t("title", { form: labelText(draft.form["label"] as never, draft.form.key) });
  useEffect(() => {
    document.title = title;
  }, [title]);

  function add(id: string, place: Place) {
    const variant = variantOf(id);
    if (!variant) return;
    const [after, key] = addField(draft, variant, place);
    editing.act(t("step.add", { label: labelText(variant.label, key) }), after);
    setChosen(key);
  }

  function put(key: string, place: Place) {
    const isThere = placeOf(draft, key) !== null;
    const after = isThere ? moveField(draft, key, place) : putField(draft, key, place);
    editing.act(t(isThere ? "step.move" : "step.put", { label: labelOf(key) }), after);
    setChosen(key);
  }

  function remove(key: string) {
    editing.act(t("step.takeOut", { label: labelOf(key) }), takeOut(draft, key));
    setChosen(null);
  }

  function step(key: string, direction: -1 | 1) {
    editing.act(t("step.move", { label: labelOf(key) }), stepField(draft, key, direction));
  }

  function drop(item: string, target: string) {
    const [kind, name = ""] = item.split(":");
    const [section, index] = target.split(":").map(Number);
    if (section === undefined || index === undefined) return;
    if (kind === "new") add(name, { section, index });
    else put(name, { section, index });
  }

  function onKeyDown(event: KeyboardEvent) {
    const isTyping = event.target instanceof Element && event.target.closest("input, textarea");
    const key = event.key.toLowerCase();
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && key === "s") void editing.save();
    else if (isTyping) return;
    else if (isCommand && (key === "y" || (key === "z" && event.shiftKey))) editing.redo();
    else if (isCommand && key === "z") editing.undo();
    else if (chosen && key === "delete") remove(chosen);
    else if (chosen && event.altKey && key === "arrowup") step(chosen, -1);
    else if (chosen && event.altKey && key === "arrowdown") step(chosen, 1);
    else return;
    event.preventDefault();
  }

  async function publish() {
    const isDone = await editing.publish();
    showToast({
      text: t(isDone ? "published" : "notPublished"),
      tone: isDone ? "success" : "error",
    });
  }

  const shownKey = chosen !== null && fieldOf(draft, chosen) ? chosen : null;
  return (
    <DragArea onDrop={drop}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- shortcuts of the whole designer; each has a button */}
      <div className="dg-designer" onKeyDown={onKeyDown}>
        <DesignerBar title={title} editing={editing} onPublish={() => void publish()} />
        <ProblemList problems={editing.problems} draft={draft} onChoose={setChosen} />
        <div className="dg-designer-panes">
          <Palette
            draft={draft}
            fields={fields}
            onAdd={(id) => add(id, placeAfter(draft, chosen))}
            onPut={(key) => put(key, placeAfter(draft, chosen))}
          />
          <Canvas
            draft={draft}
            fields={fields}
            chosen={chosen}
            editing={editing}
            onChoose={setChosen}
            onStep={step}
            onTakeOut={remove}
            onAddSection={() =>
              editing.act(t("step.section"), addSection(draft, { zh: t("newSection") }))
            }
          />
          <Properties key={shownKey ?? ""} chosen={shownKey} editing={editing} />
        </div>
      </div>
    </DragArea>
  );
}
