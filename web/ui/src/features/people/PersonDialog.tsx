import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Dialog, NativeSelect, Notice, TextInput } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type FormEvent, useId, useState } from "react";
import {
  addPerson,
  changePerson,
  keys,
  listRoles,
  type MadePerson,
  type Person,
  type PersonWish,
  readPerson,
  type Unit,
} from "./api.ts";
import { isStale, wordsOf } from "./problem.ts";
import { branchesOf, shownBranches } from "./tree.ts";

interface PersonDialogProps {
  /** Who is changed; null for a new person. */
  person: Person | null;
  /** Unit of a new person. */
  unit: string | null;
  units: Unit[];
  onClose: () => void;
  onDone: (person: MadePerson) => void;
}

/** A person's name, unit, language and roles; a new one also gets a user name and a password. */
export function PersonDialog({ person, unit, units, onClose, onDone }: PersonDialogProps) {
  const { t } = useTranslation("organisation");
  const id = useId();
  const [known, setKnown] = useState(person);
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [wish, setWish] = useState<PersonWish>(() => wishOf(person, unit));
  const [refusal, setRefusal] = useState("");
  const [isOld, setIsOld] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const change = (part: Partial<PersonWish>) => setWish({ ...wish, ...part });

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!wish.name.trim() || (!known && !username.trim())) {
      setRefusal(t("person.missing"));
      return;
    }
    setIsBusy(true);
    try {
      onDone(await send());
    } catch (error) {
      setIsOld(known !== null && isStale(error));
      setRefusal(wordsOf(error, t("failed")));
    }
    setIsBusy(false);
  }

  function send(): Promise<MadePerson> {
    const { orgUnit, ...rest } = { ...wish, name: wish.name.trim() };
    const whole = orgUnit ? { ...rest, orgUnit } : rest;
    if (known) return changePerson(known, whole);
    return addPerson({ ...whole, username: username.trim(), ...(password ? { password } : {}) });
  }

  async function lookAgain() {
    if (!known) return;
    const now = await readPerson(known.id);
    setKnown(now);
    setWish(wishOf(now, null));
    setIsOld(false);
    setRefusal("");
  }

  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={person ? t("person.change", { name: person.name }) : t("person.add")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="primary" htmlType="submit" form={id} loading={isBusy} disabled={isOld}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className="dg-organisation-form"
        onSubmit={(event) => void save(event)}
        noValidate
      >
        {refusal && <Notice>{refusal}</Notice>}
        {isOld && <Button onClick={() => void lookAgain()}>{t("person.lookAgain")}</Button>}
        <label htmlFor={`${id}-name`}>{t("person.name")}</label>
        <TextInput
          id={`${id}-name`}
          autoComplete="off"
          maxLength={100}
          value={wish.name}
          onChange={(event) => change({ name: event.target.value })}
        />
        {!person && (
          <Told
            id={`${id}-username`}
            label={t("person.username")}
            note={t("person.usernameNote")}
            value={username}
            onChange={(text) => setUsername(text.toLowerCase())}
          />
        )}
        <Places id={id} units={units} wish={wish} onChange={change} />
        <Roles chosen={wish.roles} onChange={(roles) => change({ roles })} />
        {!person && (
          <Told
            id={`${id}-password`}
            label={t("person.password")}
            note={t("person.passwordNote")}
            hint={t("person.passwordMade")}
            value={password}
            onChange={setPassword}
          />
        )}
      </form>
    </Dialog>
  );
}

interface ToldProps {
  id: string;
  label: string;
  note: string;
  hint?: string;
  value: string;
  onChange: (text: string) => void;
}

/** A text of a new person with what there is to know about it. */
function Told({ id, label, note, hint = "", value, onChange }: ToldProps) {
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <TextInput
        id={id}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={200}
        value={value}
        placeholder={hint}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.target.value)}
      />
      <small id={`${id}-note`}>{note}</small>
    </>
  );
}

const wishOf = (person: Person | null, unit: string | null): PersonWish => ({
  name: person?.name ?? "",
  orgUnit: person?.orgUnit?.id ?? unit ?? "",
  language: person?.language ?? "zh",
  roles: person?.roles ?? [],
});

interface PlacesProps {
  id: string;
  units: Unit[];
  wish: PersonWish;
  onChange: (part: Partial<PersonWish>) => void;
}

function Places({ id, units, wish, onChange }: PlacesProps) {
  const { t } = useTranslation("organisation");
  const open = units.filter((unit) => !unit.archived || unit.id === wish.orgUnit);
  return (
    <>
      <label htmlFor={`${id}-unit`}>{t("person.unit")}</label>
      <NativeSelect
        id={`${id}-unit`}
        value={wish.orgUnit}
        onChange={(event) => onChange({ orgUnit: event.target.value })}
      >
        <option value="">{t("person.noUnit")}</option>
        {shownBranches(branchesOf(open), new Set()).map(({ unit, level }) => (
          <option key={unit.id} value={unit.id}>
            {"\u3000".repeat(level - 1) + unit.label}
          </option>
        ))}
      </NativeSelect>
      <label htmlFor={`${id}-language`}>{t("person.language")}</label>
      <NativeSelect
        id={`${id}-language`}
        value={wish.language}
        onChange={(event) => onChange({ language: event.target.value })}
      >
        <option value="zh">中文</option>
        <option value="en">English</option>
      </NativeSelect>
    </>
  );
}

const builtIn = "admin";

function Roles({ chosen, onChange }: { chosen: string[]; onChange: (roles: string[]) => void }) {
  const { t } = useTranslation("organisation");
  const roles = useQuery({ queryKey: keys.roles, queryFn: listRoles, staleTime: 60_000 });
  const named = (roles.data ?? []).map(({ key, label }) => ({ key, text: labelText(label, key) }));
  const offered = [...named, { key: builtIn, text: t("person.admin") }];
  const lost = chosen.filter((role) => roles.data && !offered.some(({ key }) => key === role));
  return (
    <fieldset className="dg-organisation-roles">
      <legend>{t("person.roles")}</legend>
      {[...offered, ...lost.map((key) => ({ key, text: key }))].map(({ key, text }) => (
        <label key={key}>
          <input
            type="checkbox"
            checked={chosen.includes(key)}
            onChange={(event) =>
              onChange(
                event.target.checked ? [...chosen, key] : chosen.filter((role) => role !== key),
              )
            }
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
