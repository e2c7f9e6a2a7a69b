import { ApiProblem, type Json, type ProblemEntry, useWorkspace } from "@dougong/kit/api";
import { freeDocumentKey } from "@dougong/kit/designer";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Dialog, NativeSelect, Notice, showToast, TextInput } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { listServices, readSample, type Sync, saveSync, syncKeys } from "./api.ts";
import { type SyncDraft, toDocument, toDraft } from "./draft.ts";
import { InMapping, OutMapping } from "./Mapping.tsx";
import { Labelled, PlaceInput } from "./PlaceInput.tsx";
import { type Place, placesOf } from "./sample.ts";

interface SyncEditorProps {
  /** The one that is changed; null for a new one. */
  sync: Sync | null;
  onClose: () => void;
}

const conflicts = ["theirs", "ours", "newest", "ask"] as const;

/** Makes or changes a sync and takes it into use; the mapping is chosen from what comes. */
export function SyncEditor({ sync, onClose }: SyncEditorProps) {
  const { t, i18n } = useTranslation("syncs");
  const language = i18n.language === "en" ? "en" : "zh";
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<readonly ProblemEntry[]>([]);
  const [places, setPlaces] = useState<Place[]>([]);
  const [draft, setDraft] = useState(() => toDraft(sync?.document ?? null, language));
  const change = (part: Partial<SyncDraft>) => setDraft({ ...draft, ...part });
  const say = (error: unknown) => {
    const entries = error instanceof ApiProblem ? error.entries : [];
    if (entries.length > 0) setWrong(entries);
    else showToast({ text: t("failed"), tone: "error" });
  };
  const save = async () => {
    try {
      const key = sync ? draft.key : await freeDocumentKey("sync", `${draft.entity}Sync`);
      const document = toDocument({ ...draft, key }, language, sync?.document ?? null);
      await saveSync(document, sync === null);
      showToast({ text: t(sync ? "saved" : "savedOff"), tone: "success" });
      await queries.invalidateQueries({ queryKey: syncKeys.all });
      onClose();
    } catch (error) {
      say(error);
    }
  };
  const sample = async () => {
    setWrong([]);
    try {
      const items: Json[] = await readSample(
        toDocument({ ...draft, key: draft.key || "sample" }, language, sync?.document ?? null),
      );
      setPlaces(placesOf(items));
      showToast({ text: t("sampleRead", { count: items.length }), tone: "success" });
    } catch (error) {
      say(error);
    }
  };
  const isReady = draft.label.trim() !== "" && draft.connector !== "" && draft.entity !== "";
  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={t(sync ? "edit" : "add")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="primary" disabled={!isReady} onClick={() => void save()}>
            {t("save")}
          </Button>
        </>
      }
    >
      <Problems wrong={wrong} />
      <div className="dg-syncs dg-syncs-form">
        <Basics draft={draft} isNew={sync === null} onChange={change} />
        <Taking draft={draft} places={places} onChange={change} onSample={() => void sample()} />
        <Giving draft={draft} places={places} onChange={change} />
      </div>
    </Dialog>
  );
}

/** What is wrong, in sight of who has scrolled down. */
function Problems({ wrong }: { wrong: readonly ProblemEntry[] }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wrong.length > 0) place.current?.scrollIntoView({ block: "center" });
  }, [wrong]);
  return (
    <div ref={place}>
      {wrong.map((one) => (
        <Notice key={`${one.pointer ?? ""} ${one.message}`}>
          {one.pointer && <code>{one.pointer} </code>}
          {one.message} {one.remedy}
        </Notice>
      ))}
    </div>
  );
}

interface PartProps {
  draft: SyncDraft;
  onChange: (part: Partial<SyncDraft>) => void;
}

function Basics({ draft, isNew, onChange }: PartProps & { isNew: boolean }) {
  const { t } = useTranslation("syncs");
  const { metadata } = useWorkspace();
  const services = useQuery({ queryKey: ["syncs", "services"], queryFn: listServices });
  const entity = metadata.entity(draft.entity);
  const keys = entity ? keysOf(entity) : [];
  return (
    <>
      <Labelled label={t("name")}>
        {(id) => (
          <TextInput
            id={id}
            value={draft.label}
            onChange={({ target }) => onChange({ label: target.value })}
          />
        )}
      </Labelled>
      {services.data?.length === 0 && <Notice>{t("noServices")}</Notice>}
      <div className="dg-syncs-pair">
        <Labelled label={t("connector")}>
          {(id) => (
            <NativeSelect
              id={id}
              value={draft.connector}
              onChange={({ target }) => onChange({ connector: target.value })}
            >
              <option value="">{t("choose")}</option>
              {services.data?.map((one) => (
                <option key={one.key} value={one.key}>
                  {labelText((one.label as Record<string, string> | null) ?? undefined, one.key)}
                </option>
              ))}
            </NativeSelect>
          )}
        </Labelled>
        <Labelled label={t("entity")}>
          {(id) => (
            <NativeSelect
              id={id}
              value={draft.entity}
              disabled={!isNew}
              onChange={({ target }) =>
                onChange({ entity: target.value, match: [], lines: [], outLines: [] })
              }
            >
              <option value="">{t("choose")}</option>
              {[...metadata.entities.values()].map(({ key, label }) => (
                <option key={key} value={key}>
                  {labelText(label, key)}
                </option>
              ))}
            </NativeSelect>
          )}
        </Labelled>
        <Labelled label={t("match")}>
          {(id) => (
            <NativeSelect
              id={id}
              value={draft.match.join(",")}
              onChange={({ target }) =>
                onChange({ match: target.value === "" ? [] : target.value.split(",") })
              }
            >
              <option value="">{t("noMatch")}</option>
              {keys.map(({ value, text }) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </NativeSelect>
          )}
        </Labelled>
        <ScheduleInput draft={draft} onChange={onChange} />
      </div>
    </>
  );
}

type Entity = NonNullable<ReturnType<ReturnType<typeof useWorkspace>["metadata"]["entity"]>>;

/** The natural key and the unique fields, by which a record can be known. */
function keysOf(entity: Entity): { value: string; text: string }[] {
  const name = (key: string) =>
    labelText(entity.fields.find((field) => field.key === key)?.label, key);
  const all = [
    entity.naturalKey ?? [],
    ...entity.fields.filter((field) => field.unique).map(({ key }) => [key]),
  ].filter((keys) => keys.length > 0);
  const found = new Map(all.map((keys) => [keys.join(","), keys.map(name).join(" + ")]));
  return [...found].map(([value, text]) => ({ value, text }));
}

const schedules = ["*/5 * * * *", "*/15 * * * *", "0 * * * *", "0 2 * * *"];

function ScheduleInput({ draft, onChange }: PartProps) {
  const { t } = useTranslation("syncs");
  const isOther = draft.schedule !== "" && !schedules.includes(draft.schedule);
  const [isOwn, setIsOwn] = useState(isOther);
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{t("schedule")}</label>
      <NativeSelect
        id={id}
        value={isOwn ? "own" : draft.schedule}
        onChange={({ target }) => {
          setIsOwn(target.value === "own");
          if (target.value !== "own") onChange({ schedule: target.value });
        }}
      >
        <option value="">{t("noSchedule")}</option>
        {schedules.map((one) => (
          <option key={one} value={one}>
            {t(`schedules.${one}`)}
          </option>
        ))}
        <option value="own">{t("ownSchedule")}</option>
      </NativeSelect>
      {isOwn && (
        <TextInput
          aria-label={t("crontab")}
          value={draft.schedule}
          placeholder="30 8 * * 1-5"
          onChange={({ target }) => onChange({ schedule: target.value })}
        />
      )}
    </div>
  );
}

type TextName = {
  [K in keyof SyncDraft]: SyncDraft[K] extends string ? K : never;
}[keyof SyncDraft];

function DraftText({ name, hint, draft, onChange }: PartProps & { name: TextName; hint: string }) {
  const { t } = useTranslation("syncs");
  return (
    <Labelled label={t(name)}>
      {(id) => (
        <TextInput
          id={id}
          value={draft[name]}
          placeholder={hint}
          onChange={({ target }) => onChange({ [name]: target.value })}
        />
      )}
    </Labelled>
  );
}

/** What is said of one direction, while it is on. */
function Direction({
  name,
  draft,
  onChange,
  children,
}: PartProps & { name: "takes" | "gives"; children: ReactNode }) {
  const { t } = useTranslation("syncs");
  return (
    <fieldset>
      <legend>
        <label>
          <input
            type="checkbox"
            checked={draft[name]}
            onChange={({ target }) => onChange({ [name]: target.checked })}
          />{" "}
          {t(name)}
        </label>
      </legend>
      {draft[name] && children}
    </fieldset>
  );
}

function Taking({
  draft,
  places,
  onChange,
  onSample,
}: PartProps & { places: Place[]; onSample: () => void }) {
  const { t } = useTranslation("syncs");
  const place = (name: "id" | "changedAt") => (
    <PlaceInput
      label={t(name)}
      value={draft[name]}
      places={places}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
  const text = (name: "path" | "items" | "since" | "page" | "next", hint: string) => (
    <DraftText name={name} hint={hint} draft={draft} onChange={onChange} />
  );
  return (
    <Direction name="takes" draft={draft} onChange={onChange}>
      <div className="dg-syncs-pair">
        {text("path", "/orders")}
        {text("items", "/data/list")}
      </div>
      <p>
        <Button
          disabled={draft.connector === "" || draft.entity === "" || draft.path === ""}
          onClick={onSample}
        >
          {t("readSample")}
        </Button>
      </p>
      <div className="dg-syncs-pair">
        {place("id")}
        {place("changedAt")}
        {text("since", "updatedSince")}
        {text("page", "cursor")}
        {draft.page !== "" && text("next", "/data/next")}
        <Labelled label={t("conflict")}>
          {(id) => (
            <NativeSelect
              id={id}
              value={draft.conflict}
              onChange={({ target }) => onChange({ conflict: target.value })}
            >
              {conflicts.map((one) => (
                <option key={one} value={one}>
                  {t(`conflicts.${one}`)}
                </option>
              ))}
            </NativeSelect>
          )}
        </Labelled>
      </div>
      <InMapping
        entity={draft.entity}
        lines={draft.lines}
        places={places}
        onChange={(lines) => onChange({ lines })}
      />
    </Direction>
  );
}

function Giving({ draft, places, onChange }: PartProps & { places: Place[] }) {
  const text = (name: "outPath" | "itemPath" | "outId" | "when", hint: string) => (
    <DraftText name={name} hint={hint} draft={draft} onChange={onChange} />
  );
  return (
    <Direction name="gives" draft={draft} onChange={onChange}>
      <div className="dg-syncs-pair">
        {text("outPath", "/customers")}
        {text("itemPath", "/customers/{id}")}
        {text("outId", "/id")}
        {text("when", 'status == "paid"')}
      </div>
      <OutMapping
        lines={draft.outLines}
        places={places}
        entity={draft.entity}
        onChange={(outLines) => onChange({ outLines })}
      />
    </Direction>
  );
}
