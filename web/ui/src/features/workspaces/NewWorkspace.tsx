import { ApiProblem, problemText, type ProblemEntry } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Dialog, NativeSelect, Notice, TextInput } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type FormEvent, useId, useState } from "react";
import { keys, listApps, makeWorkspace, type WorkspaceWish } from "./api.ts";
import { namesIn } from "./names.ts";
import { fieldOf, wordsOf } from "./problem.ts";

interface NewWorkspaceProps {
  onClose: () => void;
  /** With the name of the workspace that was made. */
  onDone: (label: string) => void;
}

type Draft = Omit<WorkspaceWish, "hosts"> & { hosts: string };

type Typed = Exclude<keyof Draft, "template">;

const blank: Draft = {
  label: "",
  key: "",
  hosts: "",
  template: "none",
  adminName: "",
  adminUsername: "",
  adminPassword: "",
};

const needed = ["label", "key", "adminName", "adminUsername", "adminPassword"] as const;

const wishOf = ({ hosts, ...rest }: Draft): WorkspaceWish => ({
  ...rest,
  label: rest.label.trim(),
  key: rest.key.trim(),
  adminName: rest.adminName.trim(),
  adminUsername: rest.adminUsername.trim(),
  hosts: namesIn(hosts),
});

/** Asks for all that a new workspace needs, and waits until it is there. */
export function NewWorkspace({ onClose, onDone }: NewWorkspaceProps) {
  const { t } = useTranslation("workspaces");
  const id = useId();
  const [draft, setDraft] = useState(blank);
  const [refusal, setRefusal] = useState("");
  const [entries, setEntries] = useState<ProblemEntry[]>([]);
  const [isBusy, setIsBusy] = useState(false);

  async function make(event: FormEvent) {
    event.preventDefault();
    const missing = needed.filter((name) => draft[name].trim() === "");
    if (missing.length > 0) {
      setRefusal(t("make.missing"));
      setEntries(missing.map((name) => missingEntry(name, t("make.fill"))));
      return;
    }
    setIsBusy(true);
    setRefusal("");
    setEntries([]);
    try {
      await makeWorkspace(wishOf(draft));
      onDone(draft.label.trim());
    } catch (error) {
      const found = error instanceof ApiProblem ? error.entries : [];
      const isInFields = found.length > 0 && found.every((entry) => fieldOf(entry) in blank);
      setEntries(found);
      setRefusal(isInFields ? t("make.wrong") : wordsOf(error, t("failed")));
      setIsBusy(false);
    }
  }

  const field = (name: Typed, type?: "password") => (
    <Field
      id={`${id}-${name}`}
      name={name}
      type={type}
      value={draft[name]}
      problem={entries
        .filter((entry) => fieldOf(entry) === name)
        .map(problemText)
        .join(" ")}
      onChange={(text) => setDraft({ ...draft, [name]: text })}
    />
  );
  return (
    <Dialog
      isOpen
      shape="sheet"
      title={t("make.title")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="primary" htmlType="submit" form={id} loading={isBusy}>
            {t("make.run")}
          </Button>
        </>
      }
    >
      <form id={id} className="dg-workspace-form" onSubmit={(event) => void make(event)} noValidate>
        {refusal && <Notice>{refusal}</Notice>}
        {field("label")}
        {field("key")}
        {field("hosts")}
        <Beginning
          id={`${id}-template`}
          value={draft.template}
          onChange={(template) => setDraft({ ...draft, template })}
        />
        <h3>{t("make.admin")}</h3>
        {field("adminName")}
        {field("adminUsername")}
        {field("adminPassword", "password")}
        {isBusy && <p role="status">{t("make.waiting")}</p>}
      </form>
    </Dialog>
  );
}

const missingEntry = (name: string, message: string): ProblemEntry => ({
  pointer: `/${name}`,
  code: "required",
  message,
});

interface FieldProps {
  id: string;
  name: Typed;
  type: "password" | undefined;
  value: string;
  problem: string;
  onChange: (text: string) => void;
}

/** An input with what there is to know about it, and what is wrong with it. */
function Field({ id, name, type, value, problem, onChange }: FieldProps) {
  const { t } = useTranslation("workspaces");
  const [isRevealed, setIsRevealed] = useState(false);
  return (
    <>
      <label htmlFor={id}>{t(`field.${name}`)}</label>
      <div className="dg-input-with">
        <TextInput
          id={id}
          type={type && !isRevealed ? "password" : "text"}
          autoComplete={type ? "new-password" : "off"}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={name === "hosts" ? 2_000 : 200}
          value={value}
          aria-invalid={problem !== ""}
          aria-describedby={`${id}-note`}
          onChange={(event) => onChange(event.target.value)}
        />
        {type && (
          <button
            type="button"
            className="dg-input-reveal"
            aria-pressed={isRevealed}
            onClick={() => setIsRevealed(!isRevealed)}
          >
            {t(isRevealed ? "hide" : "reveal")}
          </button>
        )}
      </div>
      <small id={`${id}-note`} className={problem ? "dg-workspace-problem" : undefined}>
        {problem || t(`fieldNote.${name}`)}
      </small>
    </>
  );
}

interface BeginningProps {
  id: string;
  value: string;
  onChange: (template: string) => void;
}

/** The app with which it begins, of those that come with the product. */
function Beginning({ id, value, onChange }: BeginningProps) {
  const { t } = useTranslation("workspaces");
  const apps = useQuery({ queryKey: keys.apps, queryFn: listApps, staleTime: 60_000 });
  return (
    <>
      <label htmlFor={id}>{t("field.template")}</label>
      <NativeSelect id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="none">{t("make.blank")}</option>
        {(apps.data?.items ?? []).map(({ name, label }) => (
          <option key={name} value={name}>
            {labelText(label, name)}
          </option>
        ))}
      </NativeSelect>
    </>
  );
}
