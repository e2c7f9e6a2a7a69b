import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { Bones, Chip, ErrorState, showToast, undoMilliseconds } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { boardAddress } from "../dashboard/address.ts";
import { AlertDialog } from "./AlertDialog.tsx";
import {
  type Alert,
  alertKey,
  changeAlert,
  deleteAlert,
  listAlerts,
  restoreAlert,
} from "./alerts.ts";
import { OrderLine } from "./OrderLine.tsx";
import { sayProblem } from "./problem.ts";

/** The lines of a person, with what was found at the last look. */
export function AlertList() {
  const { t } = useTranslation("subscriptions");
  const [changed, setChanged] = useState<Alert | null>(null);
  const all = useQuery({ queryKey: alertKey, queryFn: listAlerts });
  return (
    <section aria-label={t("alert.mine")}>
      <h2>{t("alert.mine")}</h2>
      {all.isPending && <Bones lines={2} />}
      {all.error && <ErrorState error={all.error} onRetry={() => void all.refetch()} />}
      {all.data?.length === 0 && <p>{t("alert.none")}</p>}
      <ul>
        {all.data?.map((one) => (
          <Line key={one.id} one={one} onChange={() => setChanged(one)} />
        ))}
      </ul>
      {changed && <AlertDialog of={changed} onClose={() => setChanged(null)} />}
    </section>
  );
}

interface LineProps {
  one: Alert;
  onChange: () => void;
}

function useDeeds({ one, onChange }: LineProps) {
  const { t } = useTranslation("subscriptions");
  const queries = useQueryClient();
  const navigate = useNavigate();
  async function act(deed: () => Promise<unknown>) {
    try {
      await deed();
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    await queries.invalidateQueries({ queryKey: alertKey });
  }
  const pause = () =>
    act(async () => {
      await changeAlert(one, { isPaused: !one.isPaused });
      showToast({ text: t(one.isPaused ? "alert.resumed" : "said.paused"), tone: "success" });
    });
  const remove = () =>
    act(async () => {
      await deleteAlert(one.id);
      showToast({
        text: t("alert.deleted"),
        milliseconds: undoMilliseconds,
        action: { text: t("undo"), run: () => void act(() => restoreAlert(one.id)) },
      });
    });
  const open = {
    key: "open",
    label: t("act.open"),
    run: () => void navigate(boardAddress(one.dashboard.key, one.filters)),
  };
  return [
    ...(one.dashboard.isOpen ? [open] : []),
    {
      key: "pause",
      label: t(one.isPaused ? "act.resume" : "act.pause"),
      run: () => void pause(),
    },
    { key: "change", label: t("act.change"), run: onChange },
    { key: "delete", label: t("act.delete"), isDangerous: true, run: () => void remove() },
  ];
}

function Line(props: LineProps) {
  const { one } = props;
  const { t } = useTranslation("subscriptions");
  const items = useDeeds(props);
  const { label, value, line } = one.words;
  const told = [
    t("alert.now", { value }),
    one.checkedAt && t("alert.checked", { time: formatInstant(one.checkedAt, "short") }),
    one.firedAt && t("alert.fired", { time: formatInstant(one.firedAt, "short") }),
  ];
  return (
    <OrderLine
      order={one}
      title={t(`alert.said_${one.subject}_${one.side}`, { label, line })}
      name={label}
      mark={one.isOver && <Chip text={t("alert.over")} color="orange" />}
      told={told}
      items={items}
    />
  );
}
