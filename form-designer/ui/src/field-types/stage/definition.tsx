import {
  ChipLine,
  type FieldDisplayProps,
  type FieldTypeDefinition,
  OptionChips,
  OptionPicker,
  operators,
  optionsOf,
  optionText,
} from "@dougong/kit/fields";
import { labelText } from "@dougong/kit/i18n";
import "./stage.css";

/** The way so far: each open stage as a step, the present one named; won and lost as their chip. */
function StageSteps({ field, value }: FieldDisplayProps) {
  const stages = optionsOf(field);
  const at = stages.findIndex((stage) => stage.value === value);
  const open = stages.filter((stage) => stage.kind !== "won" && stage.kind !== "lost");
  const isOpen = open.some((stage) => stage.value === value);
  return (
    <div className="dg-stage">
      <OptionChips field={field} value={value} />
      <ol aria-hidden>
        {open.map((stage, place) => (
          <li
            key={stage.value}
            title={labelText(stage.label, stage.value)}
            className={!isOpen || place <= at ? "dg-stage-past" : undefined}
          />
        ))}
      </ol>
    </div>
  );
}

export default {
  id: "stage",
  Input: OptionPicker,
  Display: StageSteps,
  Cell: ChipLine,
  width: 120,
  isSortable: true,
  text: (value, field) => optionText(field, value),
  operators: operators.option,
} satisfies FieldTypeDefinition;
