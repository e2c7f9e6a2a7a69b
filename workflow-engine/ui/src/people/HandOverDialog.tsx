import { useWorkspace } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, Dialog, Notice, showToast, TextArea } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import { PersonPicker } from "../inbox/PersonPicker.tsx";
import { sayProblem } from "../problem.ts";
import { handOver, type Leaver, peopleKeys, type Preview, previewHandOver } from "./api.ts";

const tasksKey = "·tasks";
const itemsKey = (kind: string) => `·items ${kind}`;

interface HandOverDialogProps {
  leaver: Leaver;
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
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const preview = useQuery({
    queryKey: peopleKeys.preview(leaver.id),
    queryFn: () => previewHandOver(leaver.id),
  });
  async function act() {
    setIsMissing(to === "");
    if (to === "" || !preview.data) return;
    setIsBusy(true);
    try {
      await handOver(leaver.id, {
        to,
        reason: reason.trim(),
        block,
        ...(left.size === 0
          ? {}
          : {
              entities: preview.data.records
                .map(({ entity }) => entity)
                .filter((entity) => !left.has(entity)),
            }),
        tasks: !left.has(tasksKey),
        ...(left.size === 0
          ? {}
          : {
              items: preview.data.items
                .map(({ kind }) => kind)
                .filter((kind) => !left.has(itemsKey(kind))),
            }),
      });
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
        {preview.error && <Notice>{t("failed")}</Notice>}
        {preview.isPending && <Bones lines={4} />}
        {preview.data && <Counts preview={preview.data} left={left} onLeave={setLeft} />}
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

interface CountsProps {
  preview: Preview;
  /** What stays where it is. */
  left: ReadonlySet<string>;
  onLeave: (left: ReadonlySet<string>) => void;
}

/** How much there is of what, and whether it goes over. */
function Counts({ preview, left, onLeave }: CountsProps) {
  const { t } = useTranslation("people");
  const { metadata } = useWorkspace();
  const counts = [
    ...preview.records.map(({ entity, count }) => ({
      key: entity,
      label: labelText(metadata.entity(entity)?.label, entity),
      count,
    })),
    {
      key: tasksKey,
      label: t("handOver.tasks", { approvals: preview.approvals }),
      count: preview.tasks + preview.approvals,
    },
    ...preview.items.map(({ kind, label, count }) => ({ key: itemsKey(kind), label, count })),
  ];
  const turn = (key: string, isLeft: boolean) => {
    const next = new Set(left);
    if (isLeft) next.add(key);
    else next.delete(key);
    onLeave(next);
  };
  return (
    <fieldset className="dg-people-counts">
      <legend>{t("handOver.counts")}</legend>
      {counts.map(({ key, label, count }) => (
        <label key={key} className="dg-people-check">
          <input
            type="checkbox"
            checked={!left.has(key)}
            onChange={(event) => turn(key, !event.target.checked)}
          />
          <span>{label}</span>
          <b>{count}</b>
        </label>
      ))}
    </fieldset>
  );
}
