import { type EntityMetadata, ownFields, type ProblemEntry, useWorkspace } from "@dougong/kit/api";
import {
  DesignerBar,
  type DraftEditing,
  type Item,
  type Loaded,
  ProblemList,
  useDesignerKeys,
  useDraft,
  usePublishing,
} from "@dougong/kit/designer";
import { DragArea } from "@dougong/kit/dnd";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { useIsPhone } from "@dougong/kit/lib";
import { Dialog, showToast } from "@dougong/kit/ui";
import { Button } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Canvas } from "./Canvas.tsx";
import { fieldAt, ruleAt } from "./documents.ts";
import { type Draft, fieldOf, hasGone, placeAfter } from "./model.ts";
import { usePublished } from "./fieldFacts.ts";
import { Palette } from "./Palette.tsx";
import { previewFields } from "./preview.ts";
import { Properties, type PropertiesProps } from "./Properties.tsx";
import { type OpenRule, RuleList } from "./RuleList.tsx";
import { rulesOf } from "./rules.ts";
import { ShareButton } from "./sharing/ShareButton.tsx";
import { Translations } from "./Translations.tsx";
import { Trial } from "./Trial.tsx";
import { useFormDeeds } from "./useFormDeeds.ts";
import "./texts.ts";
import "./designer.css";

const modes = ["design", "rules", "texts", "trial"] as const;
type Mode = (typeof modes)[number];

/** Shows a problem's place: `field:` and a key, or `rule:` and a number. */
function placeOfProblem(draft: Draft, problem: ProblemEntry): string | undefined {
  const rule = ruleAt(problem);
  if (rule !== undefined) return `rule:${rule}`;
  const field = fieldAt(draft, problem);
  return field === undefined ? undefined : `field:${field}`;
}

/** What a toast does when it is pressed later is what it would do then. */
function useLatest<T>(value: T) {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}

const ownFieldKeys = (entity: EntityMetadata | null | undefined): string[] =>
  entity ? ownFields(entity).map(({ key }) => key) : [];

/** The form, its rules, and how it feels to fill it in: everything that is done can be undone. */
export function Designer({ loaded, along }: { loaded: Loaded<Draft>; along: readonly Item[] }) {
  const { t } = useTranslation("designer");
  const [beside, setBeside] = useState(along);
  const usedKeys = ownFieldKeys(usePublished(loaded.draft));
  const editing = useDraft({
    loaded,
    main: "form",
    along: () => beside,
    takesOut: (draft) => hasGone(draft, usedKeys),
  });
  const publishAll = async (hasConsent?: boolean) => {
    const outcome = await editing.publish(hasConsent);
    if (outcome === "published") setBeside([]);
    return outcome;
  };
  const publish = usePublishing({ publish: publishAll }, "metadata", "session");
  const latest = useLatest(publish);
  const [mode, setMode] = useState<Mode>("design");
  const [chosen, setChosen] = useState<string | null>(null);
  const [openRule, setOpenRule] = useState<OpenRule | null>(null);
  const { draft } = editing;
  const title = t("title", { form: labelText(draft.form["label"] as never, draft.form.key) });
  useEffect(() => {
    document.title = title;
  }, [title]);

  /** Stores the draft now, and says what is still to do before staff see it. */
  async function save() {
    const isSaved = await editing.save();
    const action = { text: t("saved.publish"), run: () => void latest.current() };
    showToast({
      text: t(isSaved ? "saved.text" : "saved.failed"),
      tone: isSaved ? "success" : "error",
      ...(isSaved && !editing.isPublished ? { action } : {}),
    });
  }

  function show(next: Mode) {
    if (next === "trial") void editing.save();
    setMode(next);
  }

  function openRuleAt(at: number) {
    setMode("rules");
    setOpenRule({ at, about: chosen });
  }

  function goTo(place: string) {
    const [kind, name = ""] = place.split(":");
    if (kind === "rule") return openRuleAt(Number(name));
    setMode("design");
    setChosen(name);
  }

  return (
    <FormPanes
      editing={editing}
      chosen={chosen}
      isDesigning={mode === "design"}
      onChoose={setChosen}
      onRule={openRuleAt}
      onSave={() => void save()}
      head={
        <>
          <DesignerBar
            title={title}
            editing={editing}
            onPublish={(consent) => void publish(consent)}
          >
            {editing.version > 0 && (
              <ShareButton
                form={draft.form.key}
                entity={draft.entity.key}
                isPublished={editing.isPublished}
              />
            )}
          </DesignerBar>
          <ProblemList
            problems={editing.problems}
            placeOf={(_, problem) => placeOfProblem(draft, problem)}
            onChoose={goTo}
          />
          <div className="dg-designer-modes" role="group" aria-label={t("mode.label")}>
            {modes.map((one) => (
              <Button key={one} aria-pressed={mode === one} onClick={() => show(one)}>
                {t(`mode.${one}`, { count: rulesOf(draft).length })}
              </Button>
            ))}
          </div>
        </>
      }
    >
      {(entity) =>
        mode === "rules" ? (
          <RuleList entity={entity} editing={editing} open={openRule} onOpen={setOpenRule} />
        ) : mode === "texts" ? (
          <Translations editing={editing} />
        ) : (
          <Trial editing={editing} />
        )
      }
    </FormPanes>
  );
}

interface FormPanesProps {
  editing: DraftEditing<Draft>;
  chosen: string | null;
  isDesigning: boolean;
  head: ReactNode;
  onChoose: (key: string | null) => void;
  onRule: (at: number) => void;
  onSave: () => void;
  /** What stands there while the form itself is not changed. */
  children: (entity: EntityMetadata) => ReactNode;
}

/** Palette, the form itself, properties. */
function FormPanes(props: FormPanesProps) {
  const { editing, chosen, onChoose } = props;
  const { metadata } = useWorkspace();
  const { draft } = editing;
  const published = metadata.entity(draft.entity.key);
  const fields = previewFields(draft, published);
  const deeds = useFormDeeds(editing, fields, onChoose);
  const shownKey = chosen !== null && fieldOf(draft, chosen) ? chosen : null;
  const target = props.isDesigning ? shownKey : null;
  const root = useDesignerKeys({
    ...editing,
    save: props.onSave,
    remove: target === null ? undefined : () => deeds.remove(target),
    rename: target === null ? undefined : () => nameInput(root.current)?.select(),
    step: target === null ? undefined : (direction) => deeds.step(target, direction),
  });
  const entity: EntityMetadata = {
    key: draft.entity.key,
    label: (draft.entity["label"] as EntityMetadata["label"] | undefined) ?? draft.entity.key,
    fields: [...fields.values()],
  };
  return (
    <DragArea onDrop={deeds.drop}>
      <div className="dg-designer" ref={root}>
        {props.head}
        {!props.isDesigning && props.children(entity)}
        {props.isDesigning && (
          <div className="dg-designer-panes">
            <Palette
              draft={draft}
              fields={fields}
              onAdd={(id) => deeds.add(id, placeAfter(draft, chosen))}
              onPut={(key) => deeds.put(key, placeAfter(draft, chosen))}
            />
            <Canvas
              draft={draft}
              fields={fields}
              chosen={chosen}
              editing={editing}
              onChoose={onChoose}
              onStep={deeds.step}
              onTakeOut={deeds.remove}
              onAddSection={deeds.addSection}
            />
            <PropertiesPane
              chosen={shownKey}
              editing={editing}
              onRule={props.onRule}
              onClose={() => onChoose(null)}
            />
          </div>
        )}
      </div>
    </DragArea>
  );
}

const nameInput = (designer: HTMLElement | null) =>
  designer?.querySelector<HTMLInputElement>(".dg-designer-properties input");

/** Beside the form on PCs; over it on phones, where there is no room beside. */
function PropertiesPane({ onClose, ...props }: PropertiesProps & { onClose: () => void }) {
  const { chosen, editing } = props;
  const isPhone = useIsPhone();
  const pane = <Properties key={chosen ?? ""} {...props} />;
  if (!isPhone) return pane;
  const field = chosen === null ? undefined : fieldOf(editing.draft, chosen);
  return (
    <Dialog
      isOpen={field !== undefined}
      onClose={onClose}
      shape="sheet"
      title={labelText(field?.label, chosen ?? "")}
    >
      {pane}
    </Dialog>
  );
}
