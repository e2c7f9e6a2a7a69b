import {
  ApiProblem,
  type RecordJson,
  request,
  useWorkspace,
  WorkspaceProvider,
} from "@dougong/kit/api";
import { type DraftEditing, useRoles } from "@dougong/kit/designer";
import { asLink, type FieldValue, RecordPicker, useRecordSource } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState, NativeSelect, Notice, showToast } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactNode, useId, useState } from "react";
import { formSections } from "../runtime/layout.ts";
import { LiveRulesHost } from "../runtime/LiveRulesHost.tsx";
import { RecordForm } from "../runtime/RecordForm.tsx";
import { fetchTrial, type Trial as TrialForm } from "./documents.ts";
import { usePublished } from "./fieldFacts.ts";
import type { Draft } from "./model.ts";

const devices = ["pc", "tablet", "phone"] as const;

/** The form of the draft as staff would fill it in: the real one, which keeps nothing. */
export function Trial({ editing }: { editing: DraftEditing<Draft> }) {
  const { t } = useTranslation("designer");
  const [device, setDevice] = useState<(typeof devices)[number]>("pc");
  const [role, setRole] = useState("");
  const [sample, setSample] = useState<FieldValue>(null);
  const { draft, saving, savedAt, items } = editing;
  const id = asLink(sample)?.id ?? null;
  const trial = useQuery({
    queryKey: ["design", "trial", draft.form.key, savedAt?.getTime() ?? 0, role],
    queryFn: () => fetchTrial(draft.form.key, items, role),
    enabled: saving === "saved",
    ...always,
  });
  const record = useQuery({
    queryKey: ["design", "sample", draft.entity.key, id, role],
    queryFn: () => fetchSample(draft.entity.key, id ?? "", role),
    enabled: id !== null,
    ...always,
  });
  const isReady = trial.data !== undefined && (id === null || record.data !== undefined);
  return (
    <section className="dg-trial" aria-label={t("mode.trial")}>
      <div className="dg-designer-modes" role="group" aria-label={t("trial.device")}>
        {devices.map((one) => (
          <Button key={one} aria-pressed={device === one} onClick={() => setDevice(one)}>
            {t(`trial.${one}`)}
          </Button>
        ))}
        <span>{t("trial.text")}</span>
      </div>
      <TrialChoices
        entity={draft.entity.key}
        isUsed={usePublished(draft) !== undefined}
        role={role}
        sample={sample}
        onRole={setRole}
        onSample={setSample}
      />
      {trial.error && <ErrorState error={trial.error} onRetry={() => void trial.refetch()} />}
      {record.error && <ErrorState error={record.error} onRetry={() => void record.refetch()} />}
      {!trial.error && !record.error && !isReady && <Bones lines={8} />}
      {trial.data === null && <p>{t("trial.problems")}</p>}
      {trial.data && !trial.data.form && <Notice tone="warning">{t("trial.otherForm")}</Notice>}
      {record.data === null && id !== null && <Notice tone="warning">{t("trial.unseen")}</Notice>}
      {isReady && trial.data?.form && trial.data.entity && (
        <div className={`dg-trial-form dg-trial-${device}`}>
          <AsRole role={role}>
            <TrialBody
              key={`${trial.dataUpdatedAt} ${id ?? ""} ${record.dataUpdatedAt}`}
              trial={{ entity: trial.data.entity, form: trial.data.form }}
              record={record.data ?? null}
              onAgain={() => void trial.refetch()}
            />
          </AsRole>
        </div>
      )}
    </section>
  );
}

const always = { staleTime: 0, gcTime: 0, refetchOnWindowFocus: false } as const;

/** The record as people of the role read it; null where they do not see it. */
async function fetchSample(entity: string, id: string, role: string): Promise<RecordJson | null> {
  const place = `${encodeURIComponent(entity)}/${encodeURIComponent(id)}`;
  const path = role
    ? `/api/meta/trials/${encodeURIComponent(role)}/${place}`
    : `/api/data/${place}`;
  try {
    return await request<RecordJson>(path);
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}

interface TrialChoicesProps {
  entity: string;
  /** Whether there can be records yet. */
  isUsed: boolean;
  role: string;
  sample: FieldValue;
  onRole: (role: string) => void;
  onSample: (sample: FieldValue) => void;
}

/** As whom, and with which record. */
function TrialChoices(props: TrialChoicesProps) {
  const { t } = useTranslation("designer");
  const id = useId();
  const roles = useRoles();
  const source = useRecordSource(props.entity);
  const field = {
    key: "sample",
    type: "reference",
    target: props.entity,
    label: t("trial.sample"),
  };
  return (
    <div className="dg-trial-choices">
      <label htmlFor={`${id}-role`}>{t("trial.role")}</label>
      <NativeSelect
        id={`${id}-role`}
        value={props.role}
        onChange={(event) => props.onRole(event.target.value)}
      >
        <option value="">{t("trial.allRights")}</option>
        {roles.data?.map((role) => (
          <option key={role.key} value={role.key}>
            {labelText(role.label, role.key)}
          </option>
        ))}
      </NativeSelect>
      {props.isUsed && (
        <LiveRulesHost>
          <label htmlFor={`${id}-sample`}>{t("trial.sample")}</label>
          <RecordPicker
            id={`${id}-sample`}
            field={field}
            value={props.sample}
            source={source}
            onChange={props.onSample}
          />
        </LiveRulesHost>
      )}
    </div>
  );
}

/** What is asked of the roles of the user is asked of this one. */
function AsRole({ role, children }: { role: string; children: ReactNode }) {
  const { session, metadata } = useWorkspace();
  if (!role) return children;
  return (
    <WorkspaceProvider session={{ ...session, roles: [role] }} snapshot={metadata.snapshot}>
      {children}
    </WorkspaceProvider>
  );
}

interface TrialBodyProps {
  trial: { entity: NonNullable<TrialForm["entity"]>; form: NonNullable<TrialForm["form"]> };
  record: RecordJson | null;
  onAgain: () => void;
}

function TrialBody({ trial, record, onAgain }: TrialBodyProps) {
  const { t } = useTranslation("designer");
  const { entity, form } = trial;
  return (
    <RecordForm
      isTrial
      entity={entity}
      sections={formSections(entity, form)}
      rules={form.rules}
      record={record}
      save={(values) => Promise.resolve({ ...record, ...values, id: "", version: 0 })}
      onSaved={() =>
        showToast({
          text: t("trial.right", { form: labelText(form.label, form.key) }),
          tone: "success",
        })
      }
      onCancel={onAgain}
      onDirty={() => undefined}
    />
  );
}
