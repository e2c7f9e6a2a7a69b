import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, Notice, showToast, TextInput } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import { PersonPicker } from "../inbox/PersonPicker.tsx";
import { sayProblem } from "../problem.ts";
import { peopleKeys, setDeputy } from "./api.ts";
import { dayAfter, dayStart, today } from "./days.ts";

/** Chooses who stands in for a person, from one day to another. */
export function DeputyDialog({ user, onClose }: { user: string; onClose: () => void }) {
  const { t } = useTranslation("people");
  const queries = useQueryClient();
  const id = useId();
  const [deputy, setChosen] = useState("");
  const [from, setFrom] = useState(today());
  const [until, setUntil] = useState(dayAfter(today(), 7));
  const [isMissing, setIsMissing] = useState(false);
  async function save() {
    setIsMissing(deputy === "");
    if (deputy === "") return;
    try {
      await setDeputy(user, {
        deputy,
        from: dayStart(from),
        until: dayStart(dayAfter(until, 1)),
      });
      showToast({ text: t("deputy.saved"), tone: "success" });
      onClose();
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    await queries.invalidateQueries({ queryKey: peopleKeys.all });
  }
  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={t("deputy.title")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="primary" onClick={() => void save()}>
            {t("deputy.save")}
          </Button>
        </>
      }
    >
      <div className="dg-deed">
        <p>{t("deputy.about")}</p>
        <div className="dg-people-days">
          <label htmlFor={`${id}-from`}>{t("deputy.from")}</label>
          <TextInput
            id={`${id}-from`}
            type="date"
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
          <label htmlFor={`${id}-until`}>{t("deputy.until")}</label>
          <TextInput
            id={`${id}-until`}
            type="date"
            value={until}
            min={from}
            onChange={(event) => setUntil(event.target.value)}
          />
        </div>
        <PersonPicker value={deputy} onChange={setChosen} />
        {isMissing && <Notice>{t("deputy.nobody")}</Notice>}
      </div>
    </Dialog>
  );
}
