import { type FieldMetadata, useWorkspace } from "@dougong/kit/api";
import {
  OptionToggles,
  optionsOf,
  type PickSource,
  PickedRecords,
  TagInput,
  useFieldTypes,
} from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { useId, useState } from "react";
import type { Choice, SharedFilter } from "./api.ts";
import { useNamedFilter } from "./words.ts";

interface FilterDialogProps {
  filter: SharedFilter;
  choice: Choice | undefined;
  onChoose: (choice: Choice | null) => void;
  onClose: () => void;
}

/** Chooses what a shared filter lets through; nothing chosen is everything. */
export function FilterDialog({ filter, choice, onChoose, onClose }: FilterDialogProps) {
  const { t } = useTranslation("report");
  const named = useNamedFilter(filter);
  const [chosen, setChosen] = useState<Choice>(choice ?? filter);
  if (!named) return null;
  const isEmpty =
    (chosen.values ?? []).length === 0 && chosen.from === undefined && chosen.to === undefined;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      shape="sheet"
      title={named.name}
      footer={
        <>
          <Button onClick={() => onChoose(null)}>{t("filter.all")}</Button>
          <Button type="primary" onClick={() => onChoose(isEmpty ? null : chosen)}>
            {t("filter.apply")}
          </Button>
        </>
      }
    >
      <ChoiceInput {...named} choice={chosen} onChange={setChosen} />
    </Dialog>
  );
}

interface ChoiceInputProps {
  field: FieldMetadata;
  name: string;
  choice: Choice;
  onChange: (choice: Choice) => void;
}

function ChoiceInput(props: ChoiceInputProps) {
  const { t } = useTranslation("report");
  const types = useFieldTypes();
  const { metadata } = useWorkspace();
  const { type, field } = types.looks(props.field);
  const source = type.pickSource?.(field, metadata, types);
  if (source) return <RecordChoice {...props} field={field} source={source} />;
  if (field.kind === "boolean") {
    const options = ["true", "false"].map((value) => ({ value, label: t(`filter.${value}`) }));
    return <OptionChoice {...props} field={{ ...field, options }} />;
  }
  if (optionsOf(field).length > 0) return <OptionChoice {...props} field={field} />;
  const literal = type.operators?.[0]?.literal;
  if (literal === "days" || literal === "number") {
    return <RangeChoice {...props} isDay={literal === "days"} />;
  }
  return <TextChoice {...props} field={field} />;
}

const textsOf = (choice: Choice) => (choice.values ?? []).map(String);
const onlyFilter = ({ entity, field }: Choice): SharedFilter => ({ entity, field });

function RecordChoice(props: ChoiceInputProps & { source: PickSource }) {
  const { choice, onChange } = props;
  return (
    <PickedRecords
      field={props.field}
      name={props.name}
      source={props.source}
      ids={textsOf(choice)}
      onChange={(values) => onChange({ ...onlyFilter(choice), values })}
    />
  );
}

function OptionChoice({ field, name, choice, onChange }: ChoiceInputProps) {
  const id = useId();
  return (
    <>
      <span id={`${id}-label`} className="dg-visually-hidden">
        {name}
      </span>
      <OptionToggles
        id={id}
        field={field}
        value={textsOf(choice)}
        onChange={(next) =>
          onChange({
            ...onlyFilter(choice),
            values: Array.isArray(next) ? next.map(String) : [],
          })
        }
      />
    </>
  );
}

function TextChoice({ field, name, choice, onChange }: ChoiceInputProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id} id={`${id}-label`} className="dg-visually-hidden">
        {name}
      </label>
      <TagInput
        id={id}
        field={field}
        value={textsOf(choice)}
        onChange={(next) =>
          onChange({
            ...onlyFilter(choice),
            values: Array.isArray(next) ? next.map(String) : [],
          })
        }
      />
    </>
  );
}

function RangeChoice({ choice, onChange, isDay }: ChoiceInputProps & { isDay: boolean }) {
  const { t } = useTranslation("report");
  const id = useId();
  const attributes = isDay ? { type: "date" } : { type: "number", step: "any" };
  const set = (bound: "from" | "to", text: string) => {
    const { from, to } = choice;
    const bounds = { from, to, [bound]: text === "" ? undefined : isDay ? text : Number(text) };
    onChange({
      ...onlyFilter(choice),
      ...(bounds.from === undefined ? {} : { from: bounds.from }),
      ...(bounds.to === undefined ? {} : { to: bounds.to }),
    });
  };
  return (
    <div className="dg-filter-range">
      {(["from", "to"] as const).map((bound) => (
        <label key={bound} htmlFor={`${id}-${bound}`}>
          {t(`filter.${bound}`)}
          <TextInput
            {...attributes}
            id={`${id}-${bound}`}
            value={choice[bound] ?? ""}
            onChange={(event) => set(bound, event.target.value)}
          />
        </label>
      ))}
    </div>
  );
}
