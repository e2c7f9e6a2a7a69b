import type { Label } from "@dougong/kit/api";
import type { DesignDocument } from "@dougong/kit/designer";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { NativeSelect } from "@dougong/kit/ui";
import { useId } from "react";
import type { EntityPlan } from "./newEntity.ts";

export type StaffPlan = Pick<EntityPlan, "hasBoard" | "group" | "roles" | "isOwnUnitOnly">;

export interface StaffPlansProps {
  /** Name of the field that can make a board. */
  board: string | undefined;
  menu: DesignDocument | null;
  roles: readonly DesignDocument[];
  plan: StaffPlan;
  onChange: (plan: StaffPlan) => void;
}

const labelOf = (document: object, fallback: string) =>
  labelText((document as { label?: Label }).label, fallback);

/** How staff find the records and what they may do with them. */
export function StaffPlans({ board, menu, roles, plan, onChange }: StaffPlansProps) {
  const { t } = useTranslation("designer");
  const id = useId();
  const groups = ((menu?.["items"] as object[] | undefined) ?? []).flatMap((item, at) =>
    "items" in item ? [{ at, label: labelOf(item, `${at + 1}`) }] : [],
  );
  const toggle = (key: string, isOn: boolean) =>
    onChange({
      ...plan,
      roles: isOn ? [...plan.roles, key] : plan.roles.filter((role) => role !== key),
    });
  return (
    <div className="dg-entity-staff">
      {board !== undefined && (
        <label className="dg-designer-check">
          <input
            type="checkbox"
            checked={plan.hasBoard}
            onChange={(event) => onChange({ ...plan, hasBoard: event.target.checked })}
          />
          {t("entity.board", { field: board })}
        </label>
      )}
      {menu && (
        <div className="dg-entity-line">
          <label htmlFor={`${id}-menu`}>{t("entity.menu")}</label>
          <NativeSelect
            id={`${id}-menu`}
            value={plan.group ?? ""}
            onChange={(event) => {
              const { value } = event.target;
              onChange({ ...plan, group: value === "" ? null : Number(value) });
            }}
          >
            <option value="">{t("entity.noMenu")}</option>
            {groups.map(({ at, label }) => (
              <option key={at} value={at}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </div>
      )}
      <fieldset className="dg-entity-roles">
        <legend>{t("entity.roles")}</legend>
        {roles.map((role) => (
          <label key={role.key} className="dg-designer-check">
            <input
              type="checkbox"
              checked={plan.roles.includes(role.key)}
              onChange={(event) => toggle(role.key, event.target.checked)}
            />
            {labelOf(role, role.key)}
          </label>
        ))}
      </fieldset>
      <div className="dg-entity-line">
        <label htmlFor={`${id}-scope`}>{t("entity.scope")}</label>
        <NativeSelect
          id={`${id}-scope`}
          value={plan.isOwnUnitOnly ? "unit" : "all"}
          onChange={(event) => onChange({ ...plan, isOwnUnitOnly: event.target.value === "unit" })}
        >
          <option value="unit">{t("entity.scopeUnit")}</option>
          <option value="all">{t("entity.scopeAll")}</option>
        </NativeSelect>
      </div>
      <p>{t("entity.rightsHint")}</p>
    </div>
  );
}
