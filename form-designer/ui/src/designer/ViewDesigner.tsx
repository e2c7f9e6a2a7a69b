import { choosableFields, type EntityMetadata } from "@dougong/kit/api";
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
import { ViewFields } from "./ViewFields.tsx";
import { putColumn, stepColumn, takeColumn, type ViewDraft } from "./viewModel.ts";
import { ViewPreview } from "./ViewPreview.tsx";
import { ViewProperties } from "./ViewProperties.tsx";
import "./designer.css";

export interface ViewDesignerProps {
  loaded: Loaded<ViewDraft>;
  entity: EntityMetadata;
}

/** The column that a place in the document is about. */
function columnOf({ view }: ViewDraft, pointer: string): string | undefined {
  const [, part, at = ""] = pointer.split("/");
  return part === "columns" ? view.columns[Number(at)]?.field : undefined;
}

/** Fields, the view with the records of now, and what can be said about it. */
export function ViewDesigner({ loaded, entity }: ViewDesignerProps) {
  const { t } = useTranslation("designer");
  const editing = useDraft({ loaded, main: "view" });
  const publish = usePublishing(editing, "metadata");
  const [chosen, setChosen] = useState<string | null>(null);
  const { draft, act } = editing;
  const fields = new Map(choosableFields(entity).map((field) => [field.key, field]));
  const labelOf = (key: string) => labelText(fields.get(key)?.label, key);
  const title = t("view.title", {
    view: labelText(draft.view["label"] as never, draft.view.key),
  });
  useEffect(() => {
    document.title = title;
  }, [title]);

  function put(key: string, place: number) {
    const after = putColumn(draft, key, place);
    act(t("step.column", { label: labelOf(key) }), after);
    setChosen(key);
  }

  function remove(key: string) {
    act(t("step.columnOut", { label: labelOf(key) }), takeColumn(draft, key));
    setChosen(null);
  }

  const step = (key: string, direction: -1 | 1) =>
    act(t("step.columnMove", { label: labelOf(key) }), stepColumn(draft, key, direction));

  const root = useDesignerKeys({
    ...editing,
    save: () => void editing.save(),
    remove: chosen === null ? undefined : () => remove(chosen),
    step: chosen === null ? undefined : (direction) => step(chosen, direction),
  });
  return (
    <DragArea onDrop={(item, place) => put(item, Number(place))}>
      <div className="dg-designer" ref={root}>
        <DesignerBar title={title} editing={editing} onPublish={() => void publish()} />
        <ProblemList
          problems={editing.problems}
          placeOf={(pointer) => columnOf(draft, pointer)}
          onChoose={setChosen}
        />
        <div className="dg-designer-panes">
          <ViewFields
            draft={draft}
            fields={fields}
            onAdd={(key) => put(key, draft.view.columns.length)}
          />
          <ViewPreview draft={draft} entity={entity} />
          <ViewProperties
            editing={editing}
            entity={entity}
            chosen={chosen}
            onChoose={setChosen}
            onStep={step}
            onRemove={remove}
          />
        </div>
      </div>
    </DragArea>
  );
}
