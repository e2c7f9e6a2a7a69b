import {
  ApiProblem,
  type FieldMetadata,
  isOutdated,
  type RecordJson,
  UnreachableError,
} from "@dougong/kit/api";
import type { FieldObject } from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";
import { useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { changedValues, emptiedValues, serverFaults } from "./changes.ts";
import { fieldTypes } from "./fieldTypes.ts";
import type { FormValues } from "./FormField.tsx";
import type { Faults } from "./live.ts";
import type { RecordFormProps } from "./recordFormProps.ts";

type SavingProps = Pick<RecordFormProps, "entity" | "record" | "save" | "reload" | "onSaved">;

interface Outcome {
  faults: Faults;
  links: Record<string, string>;
  general: { message: string; link?: string | undefined }[];
  notice: string;
  isStale: boolean;
}

const clean: Outcome = { faults: {}, links: {}, general: [], notice: "", isStale: false };

/** Saving with everything that can come of it: faults at their fields, a newer version, no network. */
export function useSaving(
  props: SavingProps,
  start: FieldObject,
  setStart: (values: FieldObject) => void,
  form: UseFormReturn<FormValues>,
) {
  const { t } = useTranslation("form");
  const { entity } = props;
  const [isBusy, setIsBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>(clean);
  const [attempt, setAttempt] = useState(0);
  const [version, setVersion] = useState(props.record?.version ?? null);

  function refuse(next: Partial<Outcome>) {
    setOutcome({ ...clean, ...next });
    setAttempt((before) => before + 1);
    setIsBusy(false);
  }

  async function run(
    values: FieldObject,
    faults: Faults,
    fields: readonly FieldMetadata[],
    goesOn: boolean,
    given: FieldObject,
  ) {
    if (isBusy) return;
    const count = Object.keys(faults).length;
    if (count > 0) {
      const general = Object.values(faults[""] ?? {}).map((message) => ({ message }));
      refuse({ faults, general, notice: t("form.checkFields", { count }) });
      return;
    }
    setIsBusy(true);
    setOutcome(clean);
    const before = props.record === null ? null : start;
    try {
      const changed = {
        ...(before === null ? emptiedValues(values, fields, given) : {}),
        ...changedValues(values, before, fields, fieldTypes),
      };
      const saved = await props.save(changed, version, values);
      setIsBusy(false);
      setStart(values);
      props.onSaved(saved, goesOn);
    } catch (error) {
      refuse(toOutcome(error));
    }
  }

  function toOutcome(error: unknown): Partial<Outcome> {
    if (error instanceof UnreachableError) return { notice: t("form.unreachable") };
    if (!(error instanceof ApiProblem)) return { notice: t("form.failed") };
    if (isOutdated(error)) return { notice: t("form.outdated") };
    const sorted = serverFaults(error, entity);
    const count = Object.keys(sorted.faults).length;
    const isStale = error.code === "staleVersion" && props.reload !== undefined;
    if (isStale) return { notice: t("form.stale"), isStale };
    return { ...sorted, notice: count > 0 ? t("form.checkFields", { count }) : t("form.failed") };
  }

  /** What was said about a field is over as soon as its value changes. */
  function forgive(key: string) {
    if (outcome.faults[key] === undefined) return;
    const { [key]: _fault, ...faults } = outcome.faults;
    const { [key]: _link, ...links } = outcome.links;
    const count = Object.keys(faults).length;
    const rest = count > 0 ? t("form.checkFields", { count }) : "";
    const notice = outcome.general.length > 0 ? outcome.notice : rest;
    setOutcome({ ...outcome, faults, links, notice });
  }

  /** Takes over the newest version and lays the values that were changed here over it. */
  async function rebase() {
    if (!props.reload) return;
    const latest: RecordJson = await props.reload();
    const entered = form.getValues() as FieldObject;
    const mine = changedValues(entered, start, entity.fields, fieldTypes);
    const newest = fieldTypes.readRecord(latest, entity);
    const kept = Object.fromEntries(Object.keys(mine).map((key) => [key, entered[key] ?? null]));
    setStart(newest);
    form.reset({ ...newest, ...kept });
    setVersion(latest.version);
    setOutcome(clean);
  }

  return { ...outcome, attempt, isBusy, forgive, rebase, run };
}
