import {
  type EntityMetadata,
  type FieldMetadata,
  type RecordJson,
  useWorkspace,
} from "@dougong/kit/api";
import { asLink, type FieldObject } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { useIsPhone } from "@dougong/kit/lib";
import { Notice, PageAnchor, RecordAnchor } from "@dougong/kit/ui";
import { Button } from "antd";
import {
  type ComponentProps,
  type KeyboardEvent,
  lazy,
  type ReactNode,
  Suspense,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { type Control, useWatch } from "react-hook-form";
import { changedValues, isWritable } from "./changes.ts";
import { DraftNotice } from "./DraftNotice.tsx";
import { fieldTypes } from "./fieldTypes.ts";
import { LiveRulesHost, useLiveRules } from "./LiveRulesHost.tsx";
import type { RecordFormProps } from "./recordFormProps.ts";
import { FormField, type FormValues } from "./FormField.tsx";
import { type FormVerdict, narrowed, notOffered } from "./formRules.ts";
import type { Section } from "./layout.ts";
import { findFaults, type LiveRules } from "./live.ts";
import { useDraft } from "./useDraft.ts";
import { type DuplicateHint, useDuplicateHint } from "./useDuplicateHint.ts";
import { useFormRules } from "./useFormRules.ts";
import { useEntityForm } from "./useEntityForm.ts";
import { useSaving } from "./useSaving.ts";
import "./RecordForm.css";

const TakenOver = lazy(() => import("./TakenOver.tsx"));

/** The generated form of an entity, in each of its layouts, on PC and phone. */
export function RecordForm(props: RecordFormProps) {
  return (
    <LiveRulesHost Creator={props.Creator}>
      <FormBody {...props} />
    </LiveRulesHost>
  );
}

function FormBody(props: RecordFormProps) {
  const { entity, record, sections } = props;
  const rules = useLiveRules();
  const userId = useWorkspace().session.user.id;
  const { t: say } = useTranslation("fields");
  const formId = useId();
  const host = useRef<HTMLFormElement>(null);
  const [start, setStart] = useState(() => startValues(props, rules));
  const form = useEntityForm({ ...start, ...props.entered }, entity);
  const values = useWatch({ control: form.control }) as FieldObject;
  const computed = rules.compute(values, entity.fields);
  const live = { ...values, ...outdatedLookups(entity, values, start), ...computed };
  const ruled = useFormRules({
    entity,
    rules: props.rules,
    form,
    start,
    isNew: record === null,
    live,
  });
  const { verdict } = ruled;
  const shown = shownSections(sections, live, entity, rules, verdict);
  const shownFields = shown.flatMap((section) => section.fields.map(({ field }) => field));
  const isDirty = Object.keys(changedValues(values, start, entity.fields, fieldTypes)).length > 0;
  const saving = useSaving({ ...props, onSaved }, start, setStart, form);
  const draft = useDraft(
    `${props.isTrial ? "trial." : ""}${userId}.${entity.key}.${record?.id ?? "new"}`,
    record?.version ?? null,
    values,
    isDirty && !props.isTrial,
  );
  const { onDirty } = props;
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  useFocusOnFault(host, saving.attempt);
  useFocusOnFirst(host, props.canGoOn === true);

  function onSaved(saved: RecordJson, goesOn: boolean) {
    draft.forget();
    props.onSaved(saved, goesOn);
  }

  const mayChange = (field: FieldMetadata) =>
    isWritable(field, fieldTypes) && !verdict.readOnly.has(field.key);
  const required = (field: FieldMetadata) =>
    !verdict.later.has(field.key) &&
    (rules.isRequired(field, live, entity) || verdict.required.has(field.key));

  function submit(goesOn: boolean) {
    const writable = shownFields.filter(mayChange);
    const faults = findFaults(live, writable, fieldTypes, required, (key, places) =>
      say(key, places ?? {}),
    );
    for (const [key, message] of Object.entries(rules.brokenRules(live, entity)))
      faults[key] ??= { "": message };
    for (const key of notOffered(verdict, live))
      if (writable.some((field) => field.key === key))
        faults[key] ??= { "": say("check.notOffered") };
    void saving.run(values, faults, writable, goesOn && props.canGoOn === true, ruled.given);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the shortcut belongs to the whole form
    <form
      ref={host}
      className="dg-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(false);
      }}
      onKeyDown={(event) => saveShortcut(event, submit)}
    >
      {saving.notice && <FormNotice saving={saving} />}
      {draft.found && (
        <DraftNotice
          at={draft.found.at}
          onTakeUp={() => {
            form.reset({ ...start, ...draft.found?.values });
            draft.close();
          }}
          onForget={draft.forget}
        />
      )}
      <TakingOver entity={entity} form={form} values={values} start={record ? start : {}} />
      <FormSections
        formId={formId}
        control={form.control}
        entity={entity}
        recordId={record?.id}
        sections={shown}
        live={live}
        computed={computed}
        saving={saving}
        verdict={verdict}
        isRequired={required}
        isWritable={mayChange}
      />
      <FormBar {...props} isDirty={isDirty} isBusy={saving.isBusy} onGoOn={() => submit(true)} />
    </form>
  );
}

function TakingOver(props: Omit<ComponentProps<typeof TakenOver>, "rules" | "isWritable">) {
  const rules = useLiveRules();
  if (!takesOver(props.entity.fields)) return null;
  return (
    <Suspense>
      <TakenOver {...props} rules={rules} isWritable={(field) => isWritable(field, fieldTypes)} />
    </Suspense>
  );
}

interface FormSectionsProps {
  formId: string;
  control: Control<FormValues>;
  entity: EntityMetadata;
  recordId: string | undefined;
  sections: Section[];
  live: FieldObject;
  computed: FieldObject;
  saving: ReturnType<typeof useSaving>;
  verdict: FormVerdict;
  isRequired: (field: FieldMetadata) => boolean;
  isWritable: (field: FieldMetadata) => boolean;
}

function FormSections(props: FormSectionsProps) {
  const { entity, live, saving, verdict } = props;
  const duplicate = useDuplicateHint(entity, props.recordId);
  const hintOf = (field: FieldMetadata) =>
    field.unique ? duplicate.of(field, live[field.key] ?? null) : null;
  return props.sections.map((section) => (
    <FormSection key={section.key} section={section}>
      {section.fields.map(({ field, span }) => (
        <FormField
          key={field.key}
          formId={props.formId}
          control={props.control}
          field={narrowed(field, verdict.offered.get(field.key), live[field.key] ?? null)}
          span={span}
          isRequired={props.isRequired(field)}
          isWritable={props.isWritable(field)}
          computed={props.computed[field.key]}
          problems={saving.faults[field.key]}
          onChanged={(value) => {
            saving.forgive(field.key);
            if (field.unique) duplicate.lookSoon(field, value);
          }}
          problemLink={<ExistingLink to={saving.links[field.key]} />}
          hintOnBlur={field.unique ? (value) => void duplicate.look(field, value) : undefined}
          hint={
            !saving.faults[field.key] && (
              <Hint entity={entity} hint={hintOf(field)} isLater={verdict.later.has(field.key)} />
            )
          }
        />
      ))}
    </FormSection>
  ));
}

/** Leads to the record that has the value already; nothing where the reader may not see it. */
function ExistingLink({ to }: { to: string | undefined }) {
  const { t } = useTranslation("form");
  return to ? <PageAnchor to={to}>{t("form.existing")}</PageAnchor> : null;
}

function FormSection({ section, children }: { section: Section; children: ReactNode }) {
  const label = labelText(section.label);
  return (
    <fieldset className="dg-form-section">
      {label && <legend>{label}</legend>}
      <div className={section.columns > 1 ? "dg-form-grid dg-form-columns" : "dg-form-grid"}>
        {children}
      </div>
    </fieldset>
  );
}

interface HintProps {
  entity: EntityMetadata;
  hint: DuplicateHint | null;
  isLater: boolean;
}

function Hint({ entity, hint, isLater }: HintProps) {
  const { t } = useTranslation("form");
  if (!hint) return isLater ? <p className="dg-form-hint">{t("form.later")}</p> : null;
  return (
    <p className="dg-form-hint" role="status">
      {t("form.mayExist")}{" "}
      <RecordAnchor entity={entity.key} id={hint.record.id}>
        {hint.record.label}
      </RecordAnchor>
    </p>
  );
}

interface FormBarProps extends Pick<RecordFormProps, "onCancel" | "canGoOn" | "saveText"> {
  isDirty: boolean;
  isBusy: boolean;
  onGoOn: () => void;
}

function FormBar(props: FormBarProps) {
  const { t } = useTranslation("form");
  return (
    <div className="dg-form-bar">
      <span className="dg-form-state" role="status">
        {props.isDirty ? t("form.dirty") : ""}
      </span>
      {props.onCancel && <Button onClick={props.onCancel}>{t("form.cancel")}</Button>}
      {props.canGoOn && (
        <Button className="dg-form-more" disabled={props.isBusy} onClick={props.onGoOn}>
          {t("form.saveAndNew")}
        </Button>
      )}
      <Button type="primary" htmlType="submit" loading={props.isBusy}>
        {props.saveText ?? t("form.save")}
      </Button>
    </div>
  );
}

function FormNotice({ saving }: { saving: ReturnType<typeof useSaving> }) {
  const { t } = useTranslation("form");
  return (
    <Notice>
      <div>
        {saving.notice}
        {saving.general.map((one) => (
          <div key={one.message}>
            {one.message} <ExistingLink to={one.link} />
          </div>
        ))}
        {saving.isStale && (
          <Button size="small" onClick={() => void saving.rebase()}>
            {t("form.loadLatest")}
          </Button>
        )}
      </div>
    </Notice>
  );
}

/** The values that the form begins with; what differs from them is dirty. */
function startValues({ entity, record, initial }: RecordFormProps, rules: LiveRules): FieldObject {
  if (record) return fieldTypes.readRecord(record, entity);
  return { ...blankValues(entity), ...rules.defaults(entity.fields), ...initial };
}

/** What was looked up through a reference that has changed since is not known until saving. */
function outdatedLookups(
  entity: EntityMetadata,
  values: FieldObject,
  start: FieldObject,
): FieldObject {
  const outdated = entity.fields.filter(
    ({ key, via }) =>
      via !== undefined && key in start && asLink(values[via])?.id !== asLink(start[via])?.id,
  );
  return Object.fromEntries(outdated.map((field) => [field.key, null]));
}

/** What is taken over from other records is not there yet, which is not the same as empty. */
const blankValues = (entity: EntityMetadata): FieldObject =>
  Object.fromEntries(
    entity.fields.filter((field) => !field.defaultVia).map((field) => [field.key, null]),
  );

const takesOver = (fields: readonly FieldMetadata[]): boolean =>
  fields.some((field) => field.defaultVia !== undefined || takesOver(field.fields ?? []));

/** Sections with something to see in them. */
function shownSections(
  sections: readonly Section[],
  live: FieldObject,
  entity: EntityMetadata,
  rules: LiveRules,
  verdict: FormVerdict,
): Section[] {
  return sections
    .filter((section) => rules.isVisible(section, live, entity))
    .map((section) => ({
      ...section,
      fields: section.fields.filter(({ field }) => isShown(field, live, entity, rules, verdict)),
    }))
    .filter((section) => section.fields.length > 0);
}

function isShown(
  field: FieldMetadata,
  live: FieldObject,
  entity: EntityMetadata,
  rules: LiveRules,
  verdict: FormVerdict,
): boolean {
  if (verdict.hidden.has(field.key)) return false;
  const isEmptyOutput =
    fieldTypes.isComputed(field) && !field.tree && (live[field.key] ?? null) === null;
  return !isEmptyOutput && rules.isVisible(field, live, entity);
}

/** Ctrl+Enter saves, Ctrl+Alt+Enter saves and begins the next one. */
function saveShortcut(event: KeyboardEvent, save: (goesOn: boolean) => void) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  save(event.altKey);
}

/** Who begins a new record at a PC can type at once; on phones the keyboard would hide the form. */
function useFocusOnFirst(host: { current: HTMLFormElement | null }, isNew: boolean) {
  const isPhone = useIsPhone();
  useEffect(() => {
    if (!isNew || isPhone) return;
    const inputs =
      "input:not([readonly]):not([disabled]), textarea:not([readonly]), .dg-field button";
    host.current?.querySelector<HTMLElement>(inputs)?.focus({ preventScroll: true });
  }, [host, isNew, isPhone]);
}

/** After each refused attempt the first wrong field comes into view and gets the focus. */
function useFocusOnFault(host: { current: HTMLFormElement | null }, attempt: number) {
  useEffect(() => {
    if (attempt === 0) return;
    const find = (selector: string) => host.current?.querySelector<HTMLElement>(selector);
    const first = find(".dg-field-wrong") ?? find(".dg-notice");
    first?.scrollIntoView({ block: "center", behavior: "smooth" });
    first
      ?.querySelector<HTMLElement>("input, textarea, select, button")
      ?.focus({ preventScroll: true });
  }, [attempt, host]);
}
