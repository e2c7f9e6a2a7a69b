import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, Notice, showToast, TextArea } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import { addApprover, type Outcome, sendBack, type Task, taskKeys, transferTask } from "../api.ts";
import { sayProblem } from "../problem.ts";
import { PersonPicker } from "./PersonPicker.tsx";
import { useAnswer } from "./useAnswer.ts";

/** Something that is done with a task and needs more than a tap. */
export interface Deed {
  kind: "answer" | "transfer" | "addApprover" | "sendBack";
  task: Task;
  outcome?: string;
}

interface Wish {
  outcome: string;
  person: string;
  place: "before" | "after";
  to: string;
  isStraight: boolean;
  comment: string;
}

/** Asks for what the deed needs, and does it. */
export function DeedSheet({ deed, onClose }: { deed: Deed; onClose: () => void }) {
  const { t } = useTranslation("workflow");
  const queries = useQueryClient();
  const answer = useAnswer();
  const { kind, task } = deed;
  const outcomes =
    task.outcomes.length > 0 ? task.outcomes : [{ value: "done", label: t("inbox.done") }];
  const [wish, setWish] = useState<Wish>({
    outcome: deed.outcome ?? outcomes[0]?.value ?? "done",
    person: "",
    place: "before",
    to: "",
    isStraight: true,
    comment: "",
  });
  const [isMissing, setIsMissing] = useState(false);
  const change = (part: Partial<Wish>) => setWish((now) => ({ ...now, ...part }));

  async function act() {
    const isPersonNeeded = kind === "transfer" || kind === "addApprover";
    const lacks =
      (isReasonNeeded(deed, wish) && wish.comment.trim() === "") ||
      (isPersonNeeded && wish.person === "");
    setIsMissing(lacks);
    if (lacks) return;
    if (kind === "answer") {
      const outcome = outcomes.find((one) => one.value === wish.outcome);
      if (outcome) answer(task, outcome, wish.comment.trim());
      onClose();
      return;
    }
    try {
      await perform(kind, task, wish);
      showToast({ text: t(`said.${kind}`), tone: "success" });
      onClose();
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    await queries.invalidateQueries({ queryKey: taskKeys.all });
  }

  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={t(`deed.${kind}`)}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="primary" onClick={() => void act()}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      <Fields deed={deed} outcomes={outcomes} wish={wish} onChange={change} />
      {isMissing && (
        <Notice>{t(isReasonNeeded(deed, wish) ? "deed.noReason" : "deed.nobody")}</Notice>
      )}
    </Dialog>
  );
}

function isReasonNeeded({ kind, task }: Deed, wish: Wish): boolean {
  return kind === "answer" && task.approval?.needsReason === true && wish.outcome === "reject";
}

interface FieldsProps {
  deed: Deed;
  outcomes: Outcome[];
  wish: Wish;
  onChange: (part: Partial<Wish>) => void;
}

function Fields({ deed, outcomes, wish, onChange }: FieldsProps) {
  const { t } = useTranslation("workflow");
  const { kind, task } = deed;
  return (
    <div className="dg-deed">
      <p className="dg-deed-title">{task.title}</p>
      {kind === "answer" && (
        <Choice
          legend={t("deed.outcome")}
          name="outcome"
          options={outcomes}
          value={wish.outcome}
          onChange={(outcome) => onChange({ outcome })}
        />
      )}
      {kind === "addApprover" && (
        <Choice
          legend={t("deed.place")}
          name="place"
          options={(["before", "after"] as const).map((value) => ({
            value,
            label: t(`deed.${value}`),
          }))}
          value={wish.place}
          onChange={(place) => onChange({ place: place === "after" ? "after" : "before" })}
        />
      )}
      {(kind === "transfer" || kind === "addApprover") && (
        <PersonPicker value={wish.person} onChange={(person) => onChange({ person })} />
      )}
      {kind === "sendBack" && <WayBack task={task} wish={wish} onChange={onChange} />}
      <Comment
        isNeeded={isReasonNeeded(deed, wish)}
        value={wish.comment}
        onChange={(comment) => onChange({ comment })}
      />
    </div>
  );
}

function perform(kind: Deed["kind"], task: Task, wish: Wish): Promise<unknown> {
  if (kind === "transfer") return transferTask(task.id, wish.person, wish.comment);
  if (kind === "addApprover") {
    return addApprover(task.id, { user: wish.person, place: wish.place, comment: wish.comment });
  }
  return sendBack(task.id, {
    ...(wish.to === "" ? {} : { to: wish.to }),
    straight: wish.isStraight,
    comment: wish.comment,
  });
}

function Comment(props: { isNeeded: boolean; value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation("workflow");
  const id = useId();
  return (
    <div className="dg-deed-comment">
      <label htmlFor={id}>{t(props.isNeeded ? "deed.reason" : "deed.comment")}</label>
      <TextArea
        id={id}
        required={props.isNeeded}
        maxLength={2000}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </div>
  );
}

interface WayBackProps {
  task: Task;
  wish: Wish;
  onChange: (part: Partial<Wish>) => void;
}

function WayBack({ task, wish, onChange }: WayBackProps) {
  const { t } = useTranslation("workflow");
  const nodes = task.approval?.returnTo ?? [];
  return (
    <>
      <Choice
        legend={t("deed.to")}
        name="to"
        options={[{ value: "", label: t("deed.requester") }, ...nodes]}
        value={wish.to}
        onChange={(to) => onChange({ to })}
      />
      <Choice
        legend={t("deed.afterwards")}
        name="straight"
        options={[
          { value: "straight", label: t("deed.straight") },
          { value: "again", label: t("deed.again") },
        ]}
        value={wish.isStraight ? "straight" : "again"}
        onChange={(value) => onChange({ isStraight: value === "straight" })}
      />
    </>
  );
}

interface ChoiceProps {
  legend: string;
  name: string;
  options: readonly { value: string; label: string }[];
  value: string;
  onChange: (value: string) => void;
}

function Choice({ legend, name, options, value, onChange }: ChoiceProps) {
  return (
    <fieldset className="dg-choice">
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
