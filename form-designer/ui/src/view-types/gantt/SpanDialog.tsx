import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, Notice, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { useId, useState } from "react";
import type { Span } from "./plan.ts";

export interface SpanDialogProps {
  title: string;
  span: Span;
  onMove: (to: Span) => void;
  onClose: () => void;
}

/** From when to when a record runs: the way that needs no dragging. */
export function SpanDialog({ title, span, onMove, onClose }: SpanDialogProps) {
  const { t } = useTranslation("gantt");
  const id = useId();
  const [chosen, setChosen] = useState(span);
  const isBackwards = chosen.end < chosen.start;
  return (
    <Dialog isOpen onClose={onClose} title={t("move", { title })}>
      <form
        className="dg-gantt-move"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBackwards) onMove(chosen);
        }}
      >
        {(["start", "end"] as const).map((one) => (
          <div key={one}>
            <label htmlFor={`${id}-${one}`}>{t(one)}</label>
            <TextInput
              id={`${id}-${one}`}
              type="date"
              required
              value={chosen[one]}
              onChange={({ target }) => setChosen({ ...chosen, [one]: target.value })}
            />
          </div>
        ))}
        {isBackwards && <Notice>{t("backwards")}</Notice>}
        <div className="dg-gantt-move-buttons">
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="primary" htmlType="submit" disabled={isBackwards}>
            {t("confirm")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
