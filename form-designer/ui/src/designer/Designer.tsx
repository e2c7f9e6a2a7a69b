import { useWorkspace } from "@dougong/kit/api";
import {
  DesignerBar,
  type Loaded,
  ProblemList,
  useDesignerKeys,
  useDraft,
  usePublishing,
} from "@dougong/kit/designer";
import { DragArea } from "@dougong/kit/dnd";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { useEffect, useState } from "react";
import { Canvas } from "./Canvas.tsx";
import { fieldAt } from "./documents.ts";
import {
  addField,
  addSection,
  type Draft,
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
import { Properties } from "./Properties.tsx";
import { variantOf } from "./variants.ts";
import "./texts.ts";
import "./designer.css";

/** Palette, the form itself, properties: everything that is done can be undone. */
export function Designer({ loaded }: { loaded: Loaded<Draft> }) {
  const { t } = useTranslation("designer");
  const { metadata } = useWorkspace();
  const editing = useDraft({ loaded, main: "form" });
  const publish = usePublishing(editing, "metadata");
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

  const root = useDesignerKeys({
    ...editing,
    save: () => void editing.save(),
    remove: chosen ? () => remove(chosen) : undefined,
    step: chosen ? (direction) => step(chosen, direction) : undefined,
  });
  const shownKey = chosen !== null && fieldOf(draft, chosen) ? chosen : null;
  return (
    <DragArea onDrop={drop}>
      <div className="dg-designer" ref={root}>
        <DesignerBar title={title} editing={editing} onPublish={() => void publish()} />
        <ProblemList
          problems={editing.problems}
          placeOf={(pointer) => fieldAt(draft, pointer)}
          onChoose={setChosen}
        />
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
