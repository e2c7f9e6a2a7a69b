import { request } from "@dougong/kit/api";
import { type DraftEditing, useRoles } from "@dougong/kit/designer";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { TextInput } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import { Link, useNavigate } from "react-router";
import { copyForm } from "./documents.ts";
import { usePublished } from "./fieldFacts.ts";
import {
  type Draft,
  formRoles,
  isQuickForm,
  type Labels,
  setFormLabel,
  setFormRoles,
  setQuickForm,
} from "./model.ts";
import { RenameEntityDialog } from "./RenameEntityDialog.tsx";
import { UnitChoice } from "./UnitChoice.tsx";

/** What holds for the whole form: its name, and whose form it is. */
export function FormProperties({ editing }: { editing: DraftEditing<Draft> }) {
  const { t } = useTranslation("designer");
  const id = useId();
  const { draft, act } = editing;
  const label = draft.form["label"] as Labels | undefined;
  const rename = (language: "zh" | "en", text: string) =>
    act(
      t("step.formName", { label: text || draft.form.key }),
      setFormLabel(draft, language, text),
      `form label ${language}`,
    );
  return (
    <section className="dg-designer-properties" aria-label={t("properties")}>
      <p>{t("nothingChosen")}</p>
      <h2>{t("form.title")}</h2>
      <label htmlFor={`${id}-zh`}>{t("label")}</label>
      <TextInput
        id={`${id}-zh`}
        value={label?.zh ?? ""}
        onChange={(event) => rename("zh", event.target.value)}
        onBlur={editing.seal}
      />
      <label htmlFor={`${id}-en`}>{t("labelEn")}</label>
      <TextInput
        id={`${id}-en`}
        value={label?.en ?? ""}
        onChange={(event) => rename("en", event.target.value)}
        onBlur={editing.seal}
      />
      <label className="dg-designer-check">
        <input
          type="checkbox"
          checked={isQuickForm(draft)}
          onChange={(event) => act(t("step.quickForm"), setQuickForm(draft, event.target.checked))}
        />
        {t("form.quick")}
      </label>
      <RoleChoice editing={editing} />
      <UnitChoice editing={editing} />
      <OtherForms draft={editing.draft} />
      <CopyButton editing={editing} />
      <EntityKey editing={editing} />
    </section>
  );
}

/** Whose form it is: nobody named means everybody. */
function RoleChoice({ editing }: { editing: DraftEditing<Draft> }) {
  const { t } = useTranslation("designer");
  const roles = useRoles();
  const { draft, act } = editing;
  const chosen = formRoles(draft);
  return (
    <fieldset className="dg-entity-roles">
      <legend>{t("form.roles")}</legend>
      <p>{t(chosen.length === 0 ? "form.forAll" : "form.forSome")}</p>
      {roles.data?.map((role) => (
        <label key={role.key} className="dg-designer-check">
          <input
            type="checkbox"
            checked={chosen.includes(role.key)}
            onChange={(event) => {
              const others = chosen.filter((one) => one !== role.key);
              const next = event.target.checked ? [...others, role.key] : others;
              act(t("step.formRoles"), setFormRoles(draft, next));
            }}
          />
          {labelText(role.label, role.key)}
        </label>
      ))}
    </fieldset>
  );
}

/** The key of the sort of record, and another one for it once staff use it. */
function EntityKey({ editing }: { editing: DraftEditing<Draft> }) {
  const { t } = useTranslation("designer");
  const [isOpen, setIsOpen] = useState(false);
  const { draft } = editing;
  const isUsed = usePublished(draft) !== undefined;
  return (
    <dl>
      <dt>{t("entityRename.key")}</dt>
      <dd>
        <code>{draft.entity.key}</code>{" "}
        {isUsed && (
          <Button
            size="small"
            disabled={editing.saving !== "saved"}
            onClick={() => setIsOpen(true)}
          >
            {t("deed.rename")}
          </Button>
        )}
      </dd>
      {isOpen && <RenameEntityDialog entity={draft.entity} onClose={() => setIsOpen(false)} />}
    </dl>
  );
}

interface FormName {
  key: string;
  label?: Labels;
  entity?: string;
  hasDraft: boolean;
}

/** The other forms of the same records, those too that nobody has published yet. */
function OtherForms({ draft }: { draft: Draft }) {
  const { t } = useTranslation("designer");
  const forms = useQuery({
    queryKey: ["design", "forms"],
    queryFn: () => request<{ items: FormName[] }>("/api/meta/form"),
  });
  const others = (forms.data?.items ?? []).filter(
    ({ key, entity }) => entity === draft.entity.key && key !== draft.form.key,
  );
  if (others.length === 0) return null;
  return (
    <nav aria-label={t("form.others")}>
      <p>{t("form.others")}</p>
      <ul>
        {others.map(({ key, label, hasDraft }) => (
          <li key={key}>
            <Link to={`/design/form/${key}`}>{labelText(label, key)}</Link>
            {hasDraft && ` ${t("form.waiting")}`}
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Another form of the same records, to be changed for other people. */
function CopyButton({ editing }: { editing: DraftEditing<Draft> }) {
  const { t } = useTranslation("designer");
  const navigate = useNavigate();
  const [isBusy, setIsBusy] = useState(false);
  const copy = async () => {
    setIsBusy(true);
    const key = await copyForm(editing.draft.form);
    void navigate(`/design/form/${key}`);
  };
  return (
    <Button disabled={isBusy} onClick={() => void copy()}>
      {t("form.copy")}
    </Button>
  );
}
