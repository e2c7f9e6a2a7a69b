import type { FieldMetadata } from "@dougong/kit/api";
import {
  FieldShell,
  type FieldProblems,
  type FieldValue,
  useFieldTypes,
} from "@dougong/kit/fields";
import { type ReactNode, useState } from "react";
import { type Control, useController } from "react-hook-form";

/** What react-hook-form keeps; the values are `FieldValue`s, which are too deep for its path types. */
export type FormValues = Record<string, unknown>;

export interface FormFieldProps {
  formId: string;
  control: Control<FormValues>;
  field: FieldMetadata;
  span: number;
  isRequired: boolean;
  isWritable: boolean;
  computed: FieldValue | undefined;
  problems: FieldProblems | undefined;
  /** Beside the message, e.g. a link to the record that has the value already. */
  problemLink: ReactNode;
  onChanged: (value: FieldValue) => void;
  hintOnBlur?: ((value: FieldValue) => void) | undefined;
  hint?: ReactNode;
}

/** One field of the form, bound to its value. */
export function FormField(props: FormFieldProps) {
  const { field, problems, computed } = props;
  const types = useFieldTypes();
  const type = types.of(field);
  const { field: bound } = useController({ name: field.key, control: props.control });
  const [id] = useState(() => `${props.formId}-${field.key}`);
  const entered = (bound.value ?? null) as FieldValue;
  const value = computed === undefined ? entered : computed;
  const message = problems?.[""];
  const problem = message && (
    <>
      {message} {props.problemLink}
    </>
  );
  const isWide = type.isWide || props.span > 1;
  return (
    <div className={isWide ? "dg-form-field dg-form-wide" : "dg-form-field"}>
      <FieldShell
        id={id}
        field={field}
        isRequired={props.isRequired && props.isWritable}
        isGroup={type.isGroup}
        problem={problem}
      >
        {(describedBy) => (
          <type.Input
            id={id}
            field={field}
            value={value}
            isRequired={props.isRequired}
            isReadOnly={!props.isWritable}
            isInvalid={message !== undefined}
            describedBy={describedBy}
            problems={problems}
            onChange={(next) => {
              bound.onChange(next);
              props.onChanged(next);
            }}
            onBlur={() => {
              bound.onBlur();
              props.hintOnBlur?.(entered);
            }}
          />
        )}
      </FieldShell>
      {props.hint}
    </div>
  );
}
