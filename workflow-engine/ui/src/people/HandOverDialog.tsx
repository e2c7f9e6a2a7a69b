import { useWorkspace } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, Dialog, Notice, showToast, TextArea } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import { PersonPicker } from "../inbox/PersonPicker.tsx";
import { sayProblem } from "../problem.ts";
import { handOver, type Person, peopleKeys, previewHandOver } from "./api.ts";

interface HandOverDialogProps {
  leaver: Person;
  onClose: () => void;
}

/** Counts what somebody has, and gives it to another person in one go. */
export function HandOverDialog({ leaver, onClose }: HandOverDialogProps) {
  const { t } = useTranslation("people");
  const queries = useQueryClient();
  const id = useId();
  const [to, setTo] = useState("");
  const [reason, setReason] = useState("");
  const [block, setBlock] = useState(leaver.active);
  const [isMissing, setIsMissing] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  async function act() {
    setIsMissing(to === "");
    if (to === "") return;
    setIsBusy(true);
    try {
      await handOver(leaver.id, { to, reason: reason.trim(), block });
      showToast({ text: t("said.begun", { name: leaver.name }), tone: "success" });
      onClose();
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    setIsBusy(false);
    await queries.invalidateQueries({ queryKey: peopleKeys.all });
  }
  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={t("handOver.title", { name: leaver.name })}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="primary" loading={isBusy} onClick={() => void act()}>
            {t("handOver.act")}
          </Button>
        </>
      }
    >
      <div className="dg-deed">
        <Counts leaver={leaver} />
        <PersonPicker value={to} onChange={setTo} />
        {isMissing && <Notice>{t("handOver.nobody")}</Notice>}
        <div className="dg-deed-comment">
          <label htmlFor={id}>{t("handOver.reason")}</label>
          <TextArea
            id={id}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <label className="dg-people-check">
          <input
            type="checkbox"
            checked={block}
            onChange={(event) => setBlock(event.target.checked)}
          />
          {t("handOver.block")}
        </label>
        <p className="dg-people-note">{t("handOver.note")}</p>
      </div>
    </Dialog>
  );
}

function Counts({ leaver }: { leaver: Person }) {
  const { t } = useTranslation("people");
  const { metadata } = useWorkspace();
  const preview = useQuery({
    queryKey: peopleKeys.preview(leaver.id),
    queryFn: () => previewHandOver(leaver.id),
  });
  if (preview.error) return <Notice>{t("failed")}</Notice>;
  if (!preview.data) return <Bones lines={4} />;
  const { records, tasks, approvals } = preview.data;
  const counts = [
    ...records.map(({ entity, count }) => ({
      key: entity,
      label: labelText(metadata.entity(entity)?.label, entity),
      count,
    })),
    { key: "tasks", label: t("handOver.tasks"), count: tasks },
    { key: "approvals", label: t("handOver.approvals"), count: approvals },
  ];
  return (
    <dl className="dg-people-counts" aria-label={t("handOver.counts")}>
      {counts.map(({ key, label, count }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}
