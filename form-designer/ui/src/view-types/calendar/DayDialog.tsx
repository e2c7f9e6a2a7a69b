import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, TextInput } from "@dougong/kit/ui";
import type { Day } from "@dougong/kit/views";
import { Button } from "antd";
import { useId, useState } from "react";

export interface DayDialogProps {
  title: string;
  day: Day;
  onMove: (to: Day) => void;
  onClose: () => void;
}

/** To which day a record goes: the way that needs no dragging. */
export function DayDialog({ title, day, onMove, onClose }: DayDialogProps) {
  const { t } = useTranslation("calendar");
  const id = useId();
  const [chosen, setChosen] = useState(day);
  return (
    <Dialog isOpen onClose={onClose} title={t("moveTo", { title })}>
      <form
        className="dg-calendar-move"
        onSubmit={(event) => {
          event.preventDefault();
          onMove(chosen);
        }}
      >
        <label htmlFor={id}>{t("day")}</label>
        <TextInput
          id={id}
          type="date"
          required
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
        />
        <div className="dg-calendar-move-buttons">
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="primary" htmlType="submit">
            {t("confirm")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
