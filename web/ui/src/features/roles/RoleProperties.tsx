import { labelText, useTranslation } from "@dougong/kit/i18n";
import { TextInput } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { listHolders, listRoles, roleKeys } from "./api.ts";
import type { RoleDraft } from "./model.ts";

interface RolePropertiesProps {
  draft: RoleDraft;
  onChange: (label: string, after: RoleDraft, merge?: string) => void;
}

/** Name, what is included, and who has the role. */
export function RoleProperties({ draft, onChange }: RolePropertiesProps) {
  const { t } = useTranslation("roles");
  const id = useId();
  const { role } = draft;
  const names = useQuery({ queryKey: roleKeys.names, queryFn: listRoles, staleTime: 60_000 });
  const others = (names.data ?? []).filter(({ key }) => key !== role.key);
  const included = role.extends ?? [];
  const labelOf = (language: "zh" | "en") => role.label?.[language] ?? "";
  const rename = (language: "zh" | "en", text: string) =>
    onChange(
      t("step.label"),
      { role: { ...role, label: { ...role.label, [language]: text } } },
      `label.${language}`,
    );
  const include = (key: string, isOn: boolean) =>
    onChange(t("step.extends"), {
      role: { ...role, extends: isOn ? [...included, key] : included.filter((one) => one !== key) },
    });
  return (
    <section className="dg-roles-properties" aria-label={t("properties")}>
      <div>
        <label htmlFor={`${id}-zh`}>{t("zh")}</label>
        <TextInput
          id={`${id}-zh`}
          maxLength={100}
          value={labelOf("zh")}
          onChange={(event) => rename("zh", event.target.value)}
        />
      </div>
      <div>
        <label htmlFor={`${id}-en`}>{t("en")}</label>
        <TextInput
          id={`${id}-en`}
          maxLength={100}
          value={labelOf("en")}
          onChange={(event) => rename("en", event.target.value)}
        />
      </div>
      <fieldset>
        <legend>{t("extends")}</legend>
        {others.length === 0 && <small>{t("noOthers")}</small>}
        {others.map(({ key, label }) => (
          <label key={key}>
            <input
              type="checkbox"
              checked={included.includes(key)}
              onChange={(event) => include(key, event.target.checked)}
            />
            {labelText(label, key)}
          </label>
        ))}
      </fieldset>
      <Holders role={role.key} />
    </section>
  );
}

const shownHolders = 12;

function Holders({ role }: { role: string }) {
  const { t } = useTranslation("roles");
  const holders = useQuery({
    queryKey: roleKeys.holders(role),
    queryFn: () => listHolders(role, shownHolders),
  });
  if (!holders.data) return null;
  const { items, next } = holders.data;
  const names = items.map(({ name }) => name).join("、");
  return (
    <p className="dg-roles-holders">
      <b>{t("holders")}</b>{" "}
      {items.length === 0 ? t("nobody") : next ? t("andMore", { names }) : names}
    </p>
  );
}
