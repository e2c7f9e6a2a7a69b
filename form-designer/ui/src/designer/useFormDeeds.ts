import type { FieldMetadata } from "@dougong/kit/api";
import type { DraftEditing } from "@dougong/kit/designer";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import {
  addField,
  addSection,
  type Draft,
  moveField,
  type Place,
  placeOf,
  putField,
  stepField,
  takeOut,
} from "./model.ts";
import { variantOf } from "./variants.ts";

/** Everything that is done to the fields of a form, each a step with its name. */
export function useFormDeeds(
  editing: DraftEditing<Draft>,
  fields: ReadonlyMap<string, FieldMetadata>,
  choose: (key: string | null) => void,
) {
  const { t } = useTranslation("designer");
  const { draft } = editing;
  const labelOf = (key: string) => labelText(fields.get(key)?.label, key);

  function add(id: string, place: Place) {
    const variant = variantOf(id);
    if (!variant) return;
    const [after, key] = addField(draft, variant, place);
    editing.act(t("step.add", { label: labelText(variant.label, key) }), after);
    choose(key);
  }

  function put(key: string, place: Place) {
    const isThere = placeOf(draft, key) !== null;
    const after = isThere ? moveField(draft, key, place) : putField(draft, key, place);
    editing.act(t(isThere ? "step.move" : "step.put", { label: labelOf(key) }), after);
    choose(key);
  }

  return {
    add,
    put,
    remove(key: string) {
      editing.act(t("step.takeOut", { label: labelOf(key) }), takeOut(draft, key));
      choose(null);
    },
    step(key: string, direction: -1 | 1) {
      editing.act(t("step.move", { label: labelOf(key) }), stepField(draft, key, direction));
    },
    addSection() {
      editing.act(t("step.section"), addSection(draft, { zh: t("newSection") }));
    },
    /** What was pulled: a new field or one of the entity, onto a place of the form. */
    drop(item: string, target: string) {
      const [kind, name = ""] = item.split(":");
      const [section, index] = target.split(":").map(Number);
      if (section === undefined || index === undefined) return;
      if (kind === "new") add(name, { section, index });
      else put(name, { section, index });
    },
  };
}
