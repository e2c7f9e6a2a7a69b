import { type OrgUnitJson, type Page, request } from "@dougong/kit/api";
import type { DraftEditing } from "@dougong/kit/designer";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { NativeSelect } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { type Draft, formUnits, setFormUnits } from "./model.ts";

/** A pilot: in which shops the form is used; nothing chosen means in all. */
export function UnitChoice({ editing }: { editing: DraftEditing<Draft> }) {
  const { t } = useTranslation("designer");
  const units = useQuery({
    queryKey: ["design", "units"],
    queryFn: () => request<Page<OrgUnitJson>>("/api/org-units"),
  });
  const { draft, act } = editing;
  const chosen = formUnits(draft);
  const known = units.data?.items ?? [];
  const nameOf = (key: string) => {
    const unit = known.find((one) => one.key === key);
    return unit ? labelText(unit.label, key) : key;
  };
  const set = (next: readonly string[]) => act(t("step.formUnits"), setFormUnits(draft, next));
  return (
    <fieldset className="dg-entity-roles">
      <legend>{t("form.units")}</legend>
      <p>{t(chosen.length === 0 ? "form.everywhere" : "form.pilot")}</p>
      {chosen.map((key) => (
        <label key={key} className="dg-designer-check">
          <input
            type="checkbox"
            checked
            onChange={() => set(chosen.filter((one) => one !== key))}
          />
          {nameOf(key)}
        </label>
      ))}
      <NativeSelect
        aria-label={t("form.addUnit")}
        value=""
        onChange={({ target }) => target.value && set([...chosen, target.value])}
      >
        <option value="">{t("form.addUnit")}</option>
        {known
          .filter(({ key }) => !chosen.includes(key))
          .map(({ key }) => (
            <option key={key} value={key}>
              {nameOf(key)}
            </option>
          ))}
      </NativeSelect>
    </fieldset>
  );
}
