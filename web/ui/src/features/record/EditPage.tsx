import { fieldTypes, formSections, formsFor, groupSections, RecordForm } from "@dougong/form";
import {
  createRecord,
  type EntityMetadata,
  type FormMetadata,
  patchRecord,
  readRecord,
  type RecordJson,
  recordKeys,
  UnreachableError,
  useWorkspace,
} from "@dougong/kit/api";
import { type FieldObject, recordTitle, useFieldTypes } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { randomKey, useIsPhone } from "@dougong/kit/lib";
import {
  enteredOf,
  findWaiting,
  forgetWaiting,
  keepWaiting,
  type WaitingEntry,
} from "@dougong/kit/offline";
import { Bones, ErrorState, Notice, showToast } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useLocation, useNavigate, useParams, useSearchParams } from "react-router";
import { missingRecord } from "./missing.ts";
import { RecordCreator } from "./RecordCreator.tsx";
import { useLeaveWarning } from "./useLeaveWarning.tsx";
import "./EditPage.css";

const EditHelp = lazy(() => import("./EditHelp.tsx"));

/** Creates or edits a record with one of the entity's forms. */
export function EditPage() {
  const { entity: key = "", id } = useParams();
  const entity = useWorkspace().metadata.entity(key);
  const record = useQuery({
    queryKey: recordKeys.one(key, id ?? "", "edit"),
    queryFn: () => readRecord(key, id ?? ""),
    enabled: entity !== undefined && id !== undefined,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const initial = useInitialValues(entity);
  const waiting = useWaitingEntry();
  if (!entity) return <ErrorState error={missingRecord} isPage />;
  if (record.error)
    return <ErrorState error={record.error} onRetry={() => void record.refetch()} isPage />;
  if ((id !== undefined && !record.data) || initial === null || waiting === undefined) {
    return (
      <div style={{ padding: 16 }}>
        <Bones lines={10} />
      </div>
    );
  }
  return (
    <Editor
      key={id ?? "new"}
      entity={entity}
      record={record.data ?? null}
      initial={initial}
      waiting={waiting}
    />
  );
}

/** `?waiting=<key>` goes on with what could not be sent; undefined until it is looked up. */
function useWaitingEntry(): WaitingEntry | null | undefined {
  const [search] = useSearchParams();
  const { session } = useWorkspace();
  const key = search.get("waiting");
  const found = useQuery({
    queryKey: ["waiting", session.user.id, key],
    queryFn: async () => (await findWaiting(session.user.id, key ?? "")) ?? null,
    enabled: key !== null,
    gcTime: 0,
  });
  return key === null ? null : found.data;
}

/** `?customer=<id>` fills a reference of a new record; its label is read first. */
function useInitialValues(entity: EntityMetadata | undefined): FieldObject | null {
  const [search] = useSearchParams();
  const { metadata } = useWorkspace();
  const types = useFieldTypes();
  const given = (entity?.fields ?? []).flatMap((field) => {
    const id = search.get(field.key);
    const target = metadata.entity(field.target ?? field.entity);
    return id && target ? [{ key: field.key, id, target }] : [];
  });
  const links = useQuery({
    queryKey: ["data", "initial", ...given.map((one) => one.id)],
    enabled: given.length > 0,
    queryFn: async () => {
      const values: FieldObject = {};
      for (const { key, id, target } of given) {
        const record = await readRecord(target.key, id);
        values[key] = { id, label: recordTitle(target, record, types) };
      }
      return values;
    },
  });
  if (given.length === 0 || links.isError) return {};
  return links.data ?? null;
}

interface EditorProps {
  entity: EntityMetadata;
  record: RecordJson | null;
  initial: FieldObject;
  /** What could not be sent before, to go on with. */
  waiting: WaitingEntry | null;
}

function Editor({ entity, record, initial, waiting }: EditorProps) {
  const { t } = useTranslation("web");
  const { metadata, session } = useWorkspace();
  const isKept = useRef(false);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const isPhone = useIsPhone();
  const hasHistory = useLocation().key !== "default";
  const forms = formsFor(metadata.forms(entity.key), isPhone ? "phone" : "pc");
  const startForm = record || !isPhone ? forms[forms.length - 1] : forms[0];
  const [formKey, setFormKey] = useState(startForm?.key);
  const [isDirty, setIsDirty] = useState(false);
  const [attempt, setAttempt] = useState(() => ({ round: 0, idempotencyKey: randomKey() }));
  const form = forms.find((one) => one.key === formKey) ?? startForm;
  const sections = form ? formSections(entity, form) : groupSections(entity, t("record.other"));
  const label = labelText(entity.label, entity.key);
  const title = record ? recordTitle(entity, record, fieldTypes) : t("list.new", { label });
  const leave = useLeaveWarning(isDirty);
  useEffect(() => {
    document.title = title;
  }, [title]);

  async function save(
    values: Record<string, unknown>,
    version: number | null,
    entered: FieldObject,
  ): Promise<RecordJson> {
    const { idempotencyKey: own } = attempt;
    if (record && Object.keys(values).length === 0) return record;
    const from = version ?? record?.version ?? null;
    try {
      return await (record && from !== null
        ? patchRecord(entity.key, record.id, from, values, form?.key, `${own}.${from}`)
        : createRecord(entity.key, values, own, form?.key));
    } catch (error) {
      if (!(error instanceof UnreachableError)) throw error;
      const of = { user: session.user.id, entity: entity.key, form: form?.key ?? null };
      const name = textOfTitle(entity, entered) || title;
      const place = record
        ? { key: `${own}.${from}`, id: record.id, version: from }
        : { key: own, id: null, version: null };
      try {
        await keepWaiting({ ...of, ...place, title: name }, values, entered);
      } catch {
        throw error;
      }
      isKept.current = true;
      showToast({ text: t("waiting.kept", { title: name }), milliseconds: 8000 });
      return record ?? { id: "", version: 0 };
    }
  }

  function onSaved(saved: RecordJson, goesOn: boolean) {
    leave.allow();
    if (waiting) void forgetWaiting(waiting);
    const wasKept = isKept.current;
    isKept.current = false;
    if (!wasKept) {
      void queries.invalidateQueries({ queryKey: ["data"] });
      showToast({
        text: t(record ? "record.saved" : "record.createdNow", { label }),
        tone: "success",
      });
    }
    if (goesOn) {
      setAttempt((before) => ({ round: before.round + 1, idempotencyKey: randomKey() }));
      setIsDirty(false);
      window.scrollTo({ top: 0 });
      return;
    }
    void navigate(wasKept ? `/data/${entity.key}` : `/data/${entity.key}/${saved.id}`, {
      replace: true,
    });
  }

  return (
    <div className="dg-edit">
      <header className="dg-edit-head">
        <h1>{record ? t("record.editTitle", { title }) : title}</h1>
        {forms.length > 1 && <FormChoice forms={forms} chosen={form?.key} onChoose={setFormKey} />}
      </header>
      {waiting && <Notice tone="warning">{t("waiting.goOn")}</Notice>}
      {entity.help && <HelpBeside entity={entity} record={record ?? (initial as RecordJson)} />}
      <RecordForm
        key={attempt.round}
        entity={entity}
        sections={sections}
        rules={form?.rules}
        record={record}
        initial={initial}
        entered={waiting ? enteredOf(waiting) : undefined}
        save={save}
        reload={() => readRecord(entity.key, record?.id ?? "")}
        onSaved={onSaved}
        onCancel={() => void (hasHistory ? navigate(-1) : navigate(`/data/${entity.key}`))}
        onDirty={setIsDirty}
        canGoOn={record === null && waiting === null}
        Creator={RecordCreator}
      />
      {leave.dialog}
    </div>
  );
}

function HelpBeside(props: { entity: EntityMetadata; record: RecordJson }) {
  return (
    <Suspense>
      <EditHelp {...props} />
    </Suspense>
  );
}

/** What the record will be called, as far as it is filled in. */
function textOfTitle(entity: EntityMetadata, entered: FieldObject): string {
  const field = entity.fields.find(({ key }) => key === entity.title);
  return field ? fieldTypes.text(entered[field.key] ?? null, field) : "";
}

interface FormChoiceProps {
  forms: FormMetadata[];
  chosen: string | undefined;
  onChoose: (key: string) => void;
}

/** What was typed stays when the form changes: both show the same record. */
function FormChoice({ forms, chosen, onChoose }: FormChoiceProps) {
  const { t } = useTranslation("web");
  return (
    <div className="dg-form-choice" role="group" aria-label={t("record.forms")}>
      {forms.map((form) => (
        <button
          key={form.key}
          type="button"
          aria-pressed={form.key === chosen}
          onClick={() => onChoose(form.key)}
        >
          {labelText(form.label, form.key)}
        </button>
      ))}
    </div>
  );
}
