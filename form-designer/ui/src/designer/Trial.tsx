import type { DraftEditing } from "@dougong/kit/designer";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState, showToast } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { formSections } from "../runtime/layout.ts";
import { RecordForm } from "../runtime/RecordForm.tsx";
import { fetchTrial } from "./documents.ts";
import type { Draft } from "./model.ts";

const devices = ["pc", "phone"] as const;

/** The form of the draft as staff would fill it in: the real one, which keeps nothing. */
export function Trial({ editing }: { editing: DraftEditing<Draft> }) {
  const { t } = useTranslation("designer");
  const [device, setDevice] = useState<(typeof devices)[number]>("pc");
  const { draft, saving, savedAt, items } = editing;
  const trial = useQuery({
    queryKey: ["design", "trial", draft.form.key, savedAt?.getTime() ?? 0],
    queryFn: () => fetchTrial(draft.form.key, items),
    enabled: saving === "saved",
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
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
      {trial.error && <ErrorState error={trial.error} onRetry={() => void trial.refetch()} />}
      {!trial.error && trial.data === undefined && <Bones lines={8} />}
      {trial.data === null && <p>{t("trial.problems")}</p>}
      {trial.data && (
        <div className={`dg-trial-form dg-trial-${device}`}>
          <RecordForm
            key={trial.dataUpdatedAt}
            isTrial
            entity={trial.data.entity}
            sections={formSections(trial.data.entity, trial.data.form)}
            rules={trial.data.form.rules}
            record={null}
            save={(values) => Promise.resolve({ ...values, id: "", version: 0 })}
            onSaved={() =>
              showToast({
                text: t("trial.right", {
                  form: labelText(trial.data?.form.label, draft.form.key),
                }),
                tone: "success",
              })
            }
            onCancel={() => void trial.refetch()}
            onDirty={() => undefined}
          />
        </div>
      )}
    </section>
  );
}
