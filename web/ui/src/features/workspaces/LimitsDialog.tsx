import { useTranslation } from "@dougong/kit/i18n";
import { TextInput } from "@dougong/kit/ui";
import { useId, useState } from "react";
import { amountText, limitOf, typedOf } from "./amounts.ts";
import { type Amounts, type Limit, limitNames, setLimits, type WorkspaceItem } from "./api.ts";
import { SaveDialog } from "./SaveDialog.tsx";

interface LimitsDialogProps {
  item: WorkspaceItem;
  onClose: () => void;
  onDone: () => void;
}

/** How much a workspace may take, to change, beside what it takes now. */
export function LimitsDialog({ item, onClose, onDone }: LimitsDialogProps) {
  const { t } = useTranslation("workspaces");
  const id = useId();
  const [typed, setTyped] = useState(() => ({
    people: typedOf("people", item.limits.people),
    records: typedOf("records", item.limits.records),
    files: typedOf("files", item.limits.files),
    calls: typedOf("calls", item.limits.calls),
  }));
  const [wrong, setWrong] = useState<Limit[]>([]);
  function check(): string {
    const none = limitNames.filter((what) => limitOf(what, typed[what]) === undefined);
    setWrong(none);
    return none.length > 0 ? t("limits.wrong") : "";
  }
  return (
    <SaveDialog
      title={t("limits.title", { name: item.label })}
      run={t("limits.run")}
      check={check}
      save={() => setLimits(item.key, limitsOf(typed))}
      onClose={onClose}
      onDone={onDone}
    >
      <p>{t("limits.note")}</p>
      {limitNames.map((what) => (
        <LimitField
          key={what}
          id={`${id}-${what}`}
          what={what}
          value={typed[what]}
          used={item.use[what]}
          isWrong={wrong.includes(what)}
          onChange={(text) => setTyped({ ...typed, [what]: text })}
        />
      ))}
    </SaveDialog>
  );
}

const limitsOf = (typed: Record<Limit, string>): Amounts => ({
  people: limitOf("people", typed.people) ?? null,
  records: limitOf("records", typed.records) ?? null,
  files: limitOf("files", typed.files) ?? null,
  calls: limitOf("calls", typed.calls) ?? null,
});

interface LimitFieldProps {
  id: string;
  what: Limit;
  value: string;
  used: number | null;
  isWrong: boolean;
  onChange: (text: string) => void;
}

function LimitField({ id, what, value, used, isWrong, onChange }: LimitFieldProps) {
  const { t } = useTranslation("workspaces");
  return (
    <>
      <label htmlFor={id}>{t(`limits.field.${what}`)}</label>
      <TextInput
        id={id}
        inputMode={what === "files" ? "decimal" : "numeric"}
        autoComplete="off"
        maxLength={20}
        placeholder={t("limits.none")}
        value={value}
        aria-invalid={isWrong}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.target.value)}
      />
      <small id={`${id}-note`} className={isWrong ? "dg-workspace-problem" : undefined}>
        {isWrong
          ? t(`limits.bad.${what}`)
          : used !== null && t("limits.now", { used: amountText(what, used) })}
      </small>
    </>
  );
}
