import type { ReactNode } from "react";
import type { FieldMetadata } from "../api/index.ts";
import { labelText, useTranslation } from "../i18n/index.ts";
import "./FieldShell.css";

export interface FieldShellProps {
  id: string;
  field: FieldMetadata;
  isRequired?: boolean | undefined;
  /** Its control is a group: the label names the group, not one input. */
  isGroup?: boolean | undefined;
  problem?: ReactNode;
  /** Gets the ids that describe the control. */
  children: (describedBy: string | undefined) => ReactNode;
}

/** Label, required mark, help and problem around any control; the control is described by them. */
export function FieldShell({ id, field, isRequired, isGroup, problem, children }: FieldShellProps) {
  const { t } = useTranslation("fields");
  const help = labelText(field.help);
  const described = [help && `${id}-help`, problem ? `${id}-problem` : ""]
    .filter(Boolean)
    .join(" ");
  const label = (
    <>
      {labelText(field.label, field.key)}
      {isRequired && (
        <span className="dg-field-mark" title={t("required")} aria-hidden>
          *
        </span>
      )}
    </>
  );
  return (
    <div
      className={problem ? "dg-field dg-field-wrong" : "dg-field"}
      data-field={field.key}
      {...(isGroup ? { role: "group", "aria-labelledby": `${id}-label` } : {})}
    >
      {isGroup ? (
        <span id={`${id}-label`} className="dg-field-label">
          {label}
        </span>
      ) : (
        <label id={`${id}-label`} htmlFor={id} className="dg-field-label">
          {label}
        </label>
      )}
      {children(described === "" ? undefined : described)}
      {help && (
        <div id={`${id}-help`} className="dg-field-help">
          {help}
        </div>
      )}
      {problem && (
        <div id={`${id}-problem`} className="dg-field-problem" role="alert">
          {problem}
        </div>
      )}
    </div>
  );
}
