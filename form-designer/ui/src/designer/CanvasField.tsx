import type { FieldMetadata } from "@dougong/kit/api";
import { useDragItem, useDropPlace } from "@dougong/kit/dnd";
import { useFieldTypes } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Component, type ReactNode } from "react";
import type { Control } from "react-hook-form";
import { FormField, type FormValues } from "../runtime/FormField.tsx";

export interface CanvasFieldProps {
  field: FieldMetadata;
  span: number;
  place: string;
  control: Control<FormValues>;
  isChosen: boolean;
  onChoose: () => void;
  onStep: (direction: -1 | 1) => void;
  onTakeOut: () => void;
}

/** A field of the form with a cover that is clicked and dragged; what it covers is only seen. */
export function CanvasField(props: CanvasFieldProps) {
  const { field, isChosen } = props;
  const { t } = useTranslation("designer");
  const types = useFieldTypes();
  const item = useDragItem(`field:${field.key}`);
  const place = useDropPlace(props.place);
  const isWide = types.of(field).isWide || props.span > 1;
  const name = t("field", { label: labelText(field.label, field.key), type: field.type });
  const classes = [
    "dg-designer-field",
    isWide && "dg-form-wide",
    isChosen && "dg-designer-chosen",
    place.isDropTarget && !item.isDragging && "dg-designer-target",
  ];
  return (
    <div
      ref={(element) => {
        item.ref(element);
        place.ref(element);
      }}
      className={classes.filter(Boolean).join(" ")}
      data-design={field.key}
    >
      <div inert>
        <FieldBoundary fallback={name}>
          <FormField
            formId="design"
            control={props.control}
            field={field}
            span={props.span}
            isRequired={field.required === true}
            isWritable={!types.isComputed(field) && field.readOnly !== true}
            computed={undefined}
            problems={undefined}
            problemLink={null}
            onChanged={() => undefined}
          />
        </FieldBoundary>
      </div>
      <button
        type="button"
        className="dg-designer-cover"
        aria-pressed={isChosen}
        aria-label={name}
        onClick={props.onChoose}
      />
      {isChosen && (
        <div className="dg-designer-tools" data-undraggable>
          <button type="button" aria-label={t("up")} title="Alt+↑" onClick={() => props.onStep(-1)}>
            ↑
          </button>
          <button
            type="button"
            aria-label={t("down")}
            title="Alt+↓"
            onClick={() => props.onStep(1)}
          >
            ↓
          </button>
          <button type="button" aria-label={t("takeOut")} title="Delete" onClick={props.onTakeOut}>
            ×
          </button>
        </div>
      )}
    </div>
  );
}

/** A field that cannot be drawn can still be chosen, moved and taken out. */
class FieldBoundary extends Component<{ fallback: string; children: ReactNode }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    return this.state.isBroken ? <p>{this.props.fallback}</p> : this.props.children;
  }
}
