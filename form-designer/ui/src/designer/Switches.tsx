import type { DraftEditing } from "@dougong/kit/designer";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { fieldTypes } from "../runtime/fieldTypes.ts";
import { type Draft, type FieldDocument, setOption } from "./model.ts";

export interface SwitchesProps {
  field: FieldDocument;
  editing: DraftEditing<Draft>;
}

/** What the type of a field lets one switch on and off; each type says it itself. */
export function Switches({ field, editing }: SwitchesProps) {
  const { t } = useTranslation("designer");
  const { draft, act } = editing;
  return (fieldTypes.of(field).switches ?? []).map(({ option, label }) => (
    <label key={option} className="dg-designer-check">
      <input
        type="checkbox"
        checked={field[option] === true}
        onChange={({ target }) =>
          act(
            t("step.switch", {
              label: labelText(field.label, field.key),
              switch: labelText(label),
            }),
            setOption(draft, field.key, option, target.checked ? true : undefined),
          )
        }
      />
      {labelText(label)}
    </label>
  ));
}
