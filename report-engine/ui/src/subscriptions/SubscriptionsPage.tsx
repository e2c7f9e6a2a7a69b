import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { Bones, Chip, EmptyState, ErrorState, showToast, undoMilliseconds } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link, useNavigate } from "react-router";
import { boardAddress } from "../dashboard/address.ts";
import { AlertList } from "./AlertList.tsx";
import {
  changeSubscription,
  deleteSubscription,
  listPacks,
  listSubscriptions,
  restoreSubscription,
  sendNow,
  type Subscription,
  subscriptionKeys,
} from "./api.ts";
import { OrderLine } from "./OrderLine.tsx";
import { sayProblem } from "./problem.ts";
import { useRhythmText } from "./RhythmInput.tsx";
import { SubscribeDialog } from "./SubscribeDialog.tsx";
import "./subscriptions.css";

const lookMillis = 1_000;

/** What a person gets again and again, and what came. */
export function SubscriptionsPage() {
  const { t } = useTranslation("subscriptions");
  const [sending, setSending] = useState<Subscription | null>(null);
  const [changed, setChanged] = useState<Subscription | null>(null);
  const all = useQuery({
    queryKey: subscriptionKeys.list,
    queryFn: listSubscriptions,
    refetchInterval: sending ? lookMillis : false,
  });
  useEffect(() => {
    document.title = t("title");
  }, [t]);
  useSent(sending, all.data, () => setSending(null));
  if (all.error) return <ErrorState error={all.error} onRetry={() => void all.refetch()} isPage />;
  return (
    <div className="dg-subscriptions">
      <header className="dg-page-head">
        <h1>{t("title")}</h1>
      </header>
      <section aria-label={t("mine")}>
        <h2>{t("mine")}</h2>
        {!all.data && <Bones lines={4} />}
        {all.data?.length === 0 && <EmptyState title={t("emptyTitle")} text={t("emptyText")} />}
        <ul>
          {all.data?.map((one) => (
            <Line
              key={one.id}
              one={one}
              onChange={() => setChanged(one)}
              onSend={() => setSending(one)}
            />
          ))}
        </ul>
      </section>
      <AlertList />
      <Packs />
      {changed && (
        <SubscribeDialog
          dashboard={changed.dashboard}
          filters={changed.filters}
          known={changed}
          onClose={() => setChanged(null)}
        />
      )}
    </div>
  );
}

/** Says so as soon as what was asked for has gone out. */
function useSent(
  sending: Subscription | null,
  all: readonly Subscription[] | undefined,
  onSent: () => void,
) {
  const { t } = useTranslation("subscriptions");
  const queries = useQueryClient();
  const now = all?.find(({ id }) => id === sending?.id);
  const isOver =
    sending !== null && now !== undefined && (now.sentAt !== sending.sentAt || !!now.problem);
  useEffect(() => {
    if (!isOver) return;
    if (!now?.problem) showToast({ text: t("said.sent"), tone: "success" });
    void queries.invalidateQueries({ queryKey: subscriptionKeys.packs });
    onSent();
  });
}

interface LineProps {
  one: Subscription;
  onChange: () => void;
  onSend: () => void;
}

function useDeeds({ one, onChange, onSend }: LineProps) {
  const { t } = useTranslation("subscriptions");
  const queries = useQueryClient();
  const navigate = useNavigate();
  async function act(deed: () => Promise<void>) {
    try {
      await deed();
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    await queries.invalidateQueries({ queryKey: subscriptionKeys.all });
  }
  const pause = (isPaused: boolean) =>
    act(async () => {
      const { nextAt } = await changeSubscription(one, { isPaused });
      const time = nextAt ? formatInstant(nextAt, "short") : "";
      showToast({
        text: t(isPaused ? "said.paused" : "said.resumed", { time }),
        tone: "success",
      });
    });
  const remove = () =>
    act(async () => {
      await deleteSubscription(one.id);
      showToast({
        text: t("said.deleted"),
        milliseconds: undoMilliseconds,
        action: {
          text: t("undo"),
          run: () =>
            void act(async () => {
              await restoreSubscription(one.id);
            }),
        },
      });
    });
  const send = () =>
    act(async () => {
      await sendNow(one.id);
      showToast({ text: t("said.sending") });
      onSend();
    });
  const own = [
    { key: "change", label: t("act.change"), run: onChange },
    { key: "delete", label: t("act.delete"), isDangerous: true, run: () => void remove() },
  ];
  return [
    { key: "send", label: t("act.send"), run: () => void send() },
    ...(one.dashboard.isOpen
      ? [
          {
            key: "open",
            label: t("act.open"),
            run: () => void navigate(boardAddress(one.dashboard.key, one.filters)),
          },
        ]
      : []),
    {
      key: "pause",
      label: t(one.isPaused ? "act.resume" : "act.pause"),
      run: () => void pause(!one.isPaused),
    },
    ...(one.document ? [] : own),
  ];
}

function Line(props: LineProps) {
  const { one } = props;
  const { t } = useTranslation("subscriptions");
  const rhythm = useRhythmText();
  const items = useDeeds(props);
  const told = [
    rhythm(one.rhythm),
    one.nextAt && t("next", { time: formatInstant(one.nextAt, "short") }),
    one.sentAt ? t("lastSent", { time: formatInstant(one.sentAt, "short") }) : t("neverSent"),
  ];
  return (
    <OrderLine
      order={one}
      title={one.label}
      name={one.label}
      mark={one.document && <Chip text={t("ofRole")} color="blue" />}
      told={told}
      items={items}
    />
  );
}

function Packs() {
  const { t } = useTranslation("subscriptions");
  const packs = useQuery({ queryKey: subscriptionKeys.packs, queryFn: listPacks });
  return (
    <section aria-label={t("packs")}>
      <h2>{t("packs")}</h2>
      {packs.error && <ErrorState error={packs.error} onRetry={() => void packs.refetch()} />}
      {packs.data?.length === 0 && <p>{t("noPacks")}</p>}
      <ul>
        {packs.data?.map((pack) => (
          <li key={pack.id}>
            <Link to={`/packs/${pack.id}`}>{pack.title}</Link>
            <time dateTime={pack.at}>{formatInstant(pack.at, "short")}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}
