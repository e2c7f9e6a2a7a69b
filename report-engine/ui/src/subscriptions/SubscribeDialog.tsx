import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { Dialog, showToast } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { Choice } from "../dashboard/api.ts";
import { ChoiceText } from "../dashboard/ChoiceText.tsx";
import {
  changeSubscription,
  type Rhythm,
  subscribe,
  type Subscription,
  subscriptionKeys,
} from "./api.ts";
import { RhythmInput } from "./RhythmInput.tsx";
import { sayProblem } from "./problem.ts";
import { WaysInput } from "./WaysInput.tsx";
import "./texts.ts";
import "./subscriptions.css";

const usual: Rhythm = { every: "week", day: 1, time: "08:30" };

export interface SubscribeDialogProps {
  dashboard: { key: string; label: string };
  filters: readonly Choice[];
  /** The one that is changed; without it a new one is ordered. */
  known?: Subscription;
  onClose: () => void;
}

/** Orders a dashboard, or changes when and how it comes. */
export function SubscribeDialog({ dashboard, filters, known, onClose }: SubscribeDialogProps) {
  const { t } = useTranslation("subscriptions");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [rhythm, setRhythm] = useState(known?.rhythm ?? usual);
  const [ways, setWays] = useState<readonly string[]>(known?.ways ?? []);
  const [isBusy, setIsBusy] = useState(false);
  async function save() {
    setIsBusy(true);
    try {
      const saved = known
        ? await changeSubscription(known, { rhythm, ways })
        : await subscribe({ dashboard: dashboard.key, filters, rhythm, ways });
      showToast(
        known
          ? { text: t("said.saved"), tone: "success" }
          : {
              text: t("said.subscribed", { time: formatInstant(saved.nextAt ?? "", "short") }),
              tone: "success",
              action: { text: t("show"), run: () => void navigate("/subscriptions") },
            },
      );
      await queries.invalidateQueries({ queryKey: subscriptionKeys.all });
      onClose();
    } catch (error) {
      sayProblem(error, t("failed"));
      setIsBusy(false);
    }
  }
  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={t("subscribeTo", { name: dashboard.label })}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            type="primary"
            loading={isBusy}
            disabled={rhythm.time === ""}
            onClick={() => void save()}
          >
            {t(known ? "save" : "subscribe")}
          </Button>
        </>
      }
    >
      <div className="dg-subscribe">
        <p>{t("hint")}</p>
        <RhythmInput value={rhythm} onChange={setRhythm} />
        <section>
          <h3>{t("filters")}</h3>
          {filters.length === 0 ? (
            <p>{t("noFilters")}</p>
          ) : (
            <ul>
              {filters.map((choice) => (
                <li key={`${choice.entity}.${choice.field}`}>
                  <ChoiceText choice={choice} />
                </li>
              ))}
            </ul>
          )}
        </section>
        <WaysInput value={ways} onChange={setWays} />
      </div>
    </Dialog>
  );
}
