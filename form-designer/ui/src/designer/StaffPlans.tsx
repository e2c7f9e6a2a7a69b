import type { Label } from "@dougong/kit/api";
import type { DesignDocument } from "@dougong/kit/designer";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { NativeSelect } from "@dougong/kit/ui";
import { useId } from "react";
import type { EntityPlan, ViewPlan } from "./newEntity.ts";

export type StaffPlan = Pick<EntityPlan, "without" | "group" | "roles" | "isOwnUnitOnly">;

export interface StaffPlansProps {
  /** Further views that the fields allow. */
  views: readonly ViewPlan[];
  menu: DesignDocument | null;
  roles: readonly DesignDocument[];
  plan: StaffPlan;
  onChange: (plan: StaffPlan) => void;
}

const labelOf = (document: object, fallback: string) =>
  labelText((document as { label?: Label }).label, fallback);

const toggled = (all: string[], one: string, isOn: boolean): string[] =>
  isOn ? [...all, one] : all.filter((other) => other !== one);

/** How staff find the records and what they may do with them. */
export function StaffPlans({ views, menu, roles, plan, onChange }: StaffPlansProps) {
  const { t } = useTranslation("designer");
  const id = useId();
  const groups = ((menu?.["items"] as object[] | undefined) ?? []).flatMap((item, at) =>
    "items" in item ? [{ at, label: labelOf(item, `${at + 1}`) }] : [],
  );
  return (
    <div className="dg-entity-staff">
      {views.map(({ type, label }) => (
        <label key={type} className="dg-designer-check">
          <input
            type="checkbox"
            checked={!plan.without.includes(type)}
            onChange={(event) =>
              onChange({ ...plan, without: toggled(plan.without, type, !event.target.checked) })
            }
          />
          {t("entity.view", { type: labelText(label, type) })}
        </label>
      ))}
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
              onChange={(event) =>
                onChange({ ...plan, roles: toggled(plan.roles, role.key, event.target.checked) })
              }
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
