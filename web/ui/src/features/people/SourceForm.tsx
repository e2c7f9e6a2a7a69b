import { useTranslation } from "@dougong/kit/i18n";
import { NativeSelect, Notice, TextArea, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { type FormEvent, useId, useState } from "react";
import type { Unit } from "./api.ts";
import { wordsOf } from "./problem.ts";
import {
  callbackOf,
  readRoles,
  removeSource,
  saveSource,
  type Source,
  type SourceKind,
  type SourceWish,
  writeRoles,
} from "./sources.ts";
import { branchesOf, shownBranches } from "./tree.ts";

interface SourceFormProps {
  /** Null for a new one. */
  source: Source | null;
  /** Id of a new one. */
  next: string;
  kind: SourceKind;
  units: Unit[];
  onBack: () => void;
  onDone: (text: string) => void;
}

/** One way to sign in: what its kind needs, and what becomes of strangers. */
export function SourceForm({ source, next, kind, units, onBack, onDone }: SourceFormProps) {
  const { t } = useTranslation("organisation");
  const id = useId();
  const [wish, setWish] = useState<SourceWish>(() =>
    wishOf(source, kind, t(`source.kind.${kind.id}`, { defaultValue: kind.id })),
  );
  // Once it is open it stays the same: the address may be entered at the other place already.
  const [own] = useState(source?.id ?? next);
  const [secret, setSecret] = useState("");
  const [roles, setRoles] = useState(() => writeRoles(wish.roles));
  const [refusal, setRefusal] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);
  const change = (part: Partial<SourceWish>) => setWish({ ...wish, ...part });

  async function attempt(deed: () => Promise<unknown>, text: string) {
    setIsBusy(true);
    setRefusal("");
    try {
      await deed();
      onDone(text);
    } catch (error) {
      setRefusal(wordsOf(error, t("failed")));
      setIsBusy(false);
    }
  }
  function save(event: FormEvent) {
    event.preventDefault();
    const whole = {
      ...wish,
      roles: readRoles(roles),
      ...(secret ? { secret } : {}),
      ...(source ? {} : { id: own }),
    };
    void attempt(() => saveSource(source, whole), t("source.saved", { name: wish.label }));
  }

  return (
    <form className="dg-organisation-form dg-source-form" onSubmit={save} noValidate>
      {refusal && <Notice>{refusal}</Notice>}
      <label htmlFor={`${id}-label`}>{t("source.label")}</label>
      <TextInput
        id={`${id}-label`}
        maxLength={40}
        value={wish.label}
        onChange={(event) => change({ label: event.target.value })}
      />
      <Settings id={id} own={own} kind={kind} wish={wish} onChange={change} />
      <label htmlFor={`${id}-secret`}>{t("source.secret")}</label>
      <TextInput
        id={`${id}-secret`}
        type="password"
        autoComplete="off"
        value={secret}
        placeholder={source?.hasSecret ? t("source.secretKept") : ""}
        onChange={(event) => setSecret(event.target.value)}
      />
      <Strangers
        id={id}
        units={units}
        wish={wish}
        roles={roles}
        onChange={change}
        onRoles={setRoles}
      />
      <Check
        text={t("source.active")}
        isOn={wish.active}
        onChange={(active) => change({ active })}
      />
      {isLeaving && <Notice tone="warning">{t("source.removeText")}</Notice>}
      <div className="dg-organisation-line">
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {t("source.save")}
        </Button>
        <Button onClick={onBack}>{t("source.back")}</Button>
        {source && (
          <Button
            danger
            disabled={isBusy}
            onClick={() =>
              isLeaving
                ? void attempt(
                    () => removeSource(source.id),
                    t("source.removed", { name: source.label }),
                  )
                : setIsLeaving(true)
            }
          >
            {t("source.remove")}
          </Button>
        )}
      </div>
    </form>
  );
}

function wishOf(source: Source | null, kind: SourceKind, label: string): SourceWish {
  const usual = Object.fromEntries(kind.settings.map((one) => [one.name, one.usual]));
  return {
    kind: kind.id,
    label: source?.label ?? label,
    settings: { site: window.location.origin, ...usual, ...source?.settings },
    makesPeople: source?.makesPeople ?? false,
    orgUnit: source?.orgUnit ?? null,
    roles: source?.roles ?? {},
    active: source?.active ?? true,
  };
}

interface PartProps {
  id: string;
  wish: SourceWish;
  onChange: (part: Partial<SourceWish>) => void;
}

function Settings({
  id,
  own,
  kind,
  wish,
  onChange,
}: PartProps & { own: string; kind: SourceKind }) {
  const { t } = useTranslation("organisation");
  const names = ["site", ...kind.settings.map(({ name }) => name)];
  return (
    <>
      {names.map((name) => (
        <div key={name} className="dg-source-setting">
          <label htmlFor={`${id}-${name}`}>
            {t(`source.setting.${name}`, { defaultValue: name })}
          </label>
          <TextInput
            id={`${id}-${name}`}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={1000}
            value={wish.settings[name] ?? ""}
            onChange={(event) =>
              onChange({ settings: { ...wish.settings, [name]: event.target.value.trim() } })
            }
          />
          {name === "site" && (
            <small>
              {t("source.callback", { address: callbackOf(wish.settings["site"] ?? "", own) })}
            </small>
          )}
          {name === "usernameClaim" && <small>{t("source.claimNote")}</small>}
        </div>
      ))}
    </>
  );
}

interface StrangersProps extends PartProps {
  units: Unit[];
  roles: string;
  onRoles: (roles: string) => void;
}

/** Whether strangers become people, where and as what. */
function Strangers({ id, units, wish, roles, onChange, onRoles }: StrangersProps) {
  const { t } = useTranslation("organisation");
  const open = units.filter((unit) => !unit.archived || unit.id === wish.orgUnit);
  return (
    <>
      <Check
        text={t("source.makesPeople")}
        isOn={wish.makesPeople}
        onChange={(makesPeople) => onChange({ makesPeople })}
      />
      {wish.makesPeople && (
        <>
          <label htmlFor={`${id}-unit`}>{t("source.unit")}</label>
          <NativeSelect
            id={`${id}-unit`}
            value={wish.orgUnit ?? ""}
            onChange={(event) => onChange({ orgUnit: event.target.value || null })}
          >
            <option value="">{t("source.noUnit")}</option>
            {shownBranches(branchesOf(open), new Set()).map(({ unit, level }) => (
              <option key={unit.id} value={unit.id}>
                {"\u3000".repeat(level - 1) + unit.label}
              </option>
            ))}
          </NativeSelect>
          <label htmlFor={`${id}-roles`}>{t("source.roles")}</label>
          <TextArea
            id={`${id}-roles`}
            rows={3}
            value={roles}
            onChange={(event) => onRoles(event.target.value)}
          />
          <small>{t("source.rolesNote")}</small>
        </>
      )}
    </>
  );
}

interface CheckProps {
  text: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

function Check({ text, isOn, onChange }: CheckProps) {
  return (
    <label className="dg-people-check">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      {text}
    </label>
  );
}
