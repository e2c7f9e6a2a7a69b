import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, Dialog, ErrorState, NativeSelect, Notice } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import type { FieldDeedProps } from "./fieldFacts.ts";
import {
  type ConversionTrial,
  fetchConversions,
  fetchOptionNames,
  tryConversion,
} from "./impact.ts";
import { type FieldDocument, replaceField, withType } from "./model.ts";
import { variantOf, variants } from "./variants.ts";
import "./impact.css";

/** Another type of a field in its place: what of its values can be read is told before. */
export function ChangeTypeDialog({ field, editing, usedKey, onClose }: FieldDeedProps) {
  const { t } = useTranslation("designer");
  const id = useId();
  const { draft } = editing;
  const isPublished = usedKey !== undefined;
  const [type, setType] = useState("");
  const entity = draft.entity.key;
  const key = usedKey ?? field.key;
  const offered = useQuery({
    queryKey: ["design", "conversions", entity, key],
    queryFn: () => (isPublished ? fetchConversions(entity, key) : otherTypes(field.type)),
    gcTime: 0,
  });
  const change = useQuery({
    queryKey: ["design", "conversion", entity, key, type],
    queryFn: () => changed(field, type, isPublished ? { entity, key } : null),
    enabled: type !== "",
    gcTime: 0,
    staleTime: 0,
  });
  const label = labelText(field.label, field.key);
  const accept = () => {
    if (!change.data) return;
    const step = t("step.type", { label, type: t(`types.${type}`) });
    editing.act(step, replaceField(draft, change.data.field));
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("retype.title", { label })}
      footer={
        <>
          <Button onClick={onClose}>{t("rule.cancel")}</Button>
          <Button type="primary" disabled={!change.data} onClick={accept}>
            {t("deed.type")}
          </Button>
        </>
      }
    >
      {offered.error && <ErrorState error={offered.error} onRetry={() => void offered.refetch()} />}
      {offered.data?.length === 0 && <p>{t("retype.none")}</p>}
      {offered.data && offered.data.length > 0 && (
        <>
          <label htmlFor={id}>{t("retype.to")}</label>
          <NativeSelect id={id} value={type} onChange={(event) => setType(event.target.value)}>
            <option value="">{t("rule.choose")}</option>
            {offered.data.map((one) => (
              <option key={one} value={one}>
                {t(`types.${one}`)}
              </option>
            ))}
          </NativeSelect>
        </>
      )}
      {change.error && <ErrorState error={change.error} onRetry={() => void change.refetch()} />}
      {type !== "" && !change.error && !change.data && <Bones lines={3} />}
      {change.data && <Consequences lostNames={change.data.dropped} trial={change.data.trial} />}
    </Dialog>
  );
}

/** Types of the palette, for a field that has no values yet. */
const otherTypes = (type: string): string[] =>
  variants.map((one) => one.type).filter((one) => one !== type);

interface Change {
  field: FieldDocument;
  /** Settings that the new type does not know. */
  dropped: string[];
  /** Null where nobody has values yet. */
  trial: ConversionTrial | null;
}

/** The field with the new type; where it chooses among options, these are the values there are. */
async function changed(
  field: FieldDocument,
  type: string,
  stored: { entity: string; key: string } | null,
): Promise<Change> {
  const names = (await fetchOptionNames()).get(type) ?? new Set<string>();
  const bare = withType(field, type, names);
  const dropped = Object.keys(field).filter((name) => !names.has(name));
  const proposed = optionsOf(type, field);
  const first = { ...proposed, ...bare } as FieldDocument;
  if (!stored) return { field: first, dropped, trial: null };
  const asked = (one: FieldDocument) =>
    tryConversion(stored.entity, stored.key, { ...one, key: stored.key });
  const trial = await asked(first);
  if (!("options" in proposed) || "options" in bare || trial.values.length === 0) {
    return { field: first, dropped, trial };
  }
  const options = trial.values.map((value) => ({ value, label: { zh: value, en: value } }));
  const fitted = { ...bare, options } as unknown as FieldDocument;
  return { field: fitted, dropped, trial: await asked(fitted) };
}

/** What the new type cannot do without. */
function optionsOf(type: string, field: FieldDocument): Partial<FieldDocument> {
  const { stages, options } = field;
  if (type === "stage") {
    return { stages: options ?? [{ value: "new", label: { zh: "新", en: "New" } }] } as never;
  }
  const wanted = variantOf(type)?.options ?? {};
  const isChoice = Array.isArray(stages) && "options" in wanted;
  return (isChoice ? { options: stages.map(plainOption) } : wanted) as Partial<FieldDocument>;
}

const optionNames = new Set(["value", "label", "synonyms", "color", "archived"]);

/** A stage without what only stages say: how it ends, and what is done there. */
const plainOption = (stage: unknown) =>
  Object.fromEntries(Object.entries(stage as object).filter(([name]) => optionNames.has(name)));

function Consequences({
  trial,
  lostNames,
}: {
  trial: ConversionTrial | null;
  lostNames: string[];
}) {
  const { t } = useTranslation("designer");
  const { t: words } = useTranslation("design");
  return (
    <div className="dg-impact" role="status">
      {!trial && <p>{t("retype.empty")}</p>}
      {trial?.tried === 0 && <p>{t("retype.noValues")}</p>}
      {trial && trial.tried > 0 && (
        <p>
          {t(trial.more ? "retype.triedMore" : "retype.tried", {
            count: trial.tried,
            read: trial.tried - trial.lost,
          })}
        </p>
      )}
      {trial && trial.lost > 0 && (
        <>
          <Notice>{t(trial.kept ? "retype.unfit" : "retype.lost", { count: trial.lost })}</Notice>
          <ul className="dg-impact-samples">
            {trial.samples.map((sample) => (
              <li key={sample}>{sample}</li>
            ))}
          </ul>
        </>
      )}
      {lostNames.length > 0 && (
        <p>
          {t("retype.dropped", {
            names: lostNames
              .map((name) => words(`property.${name}`, { defaultValue: name }))
              .join("、"),
          })}
        </p>
      )}
    </div>
  );
}
