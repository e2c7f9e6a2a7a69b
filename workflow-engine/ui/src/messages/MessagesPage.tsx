import { formatInstant, labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState, NativeSelect, showToast } from "@dougong/kit/ui";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useId, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { sayProblem } from "../problem.ts";
import {
  listConnectors,
  listMessages,
  listSums,
  type Message,
  messageKeys,
  messageStates,
  type Sum,
  sendAgain,
} from "./api.ts";
import { OptOutsDialog } from "./OptOutsDialog.tsx";
import "./texts.ts";
import "./messages.css";

const refreshMilliseconds = { busy: 2_000, quiet: 10_000 };

const isUnderWay = ({ state }: Message) => state === "ready" || state === "sending";

/** What left the house: each message with its state, the reason in words, and its costs. */
export function MessagesPage() {
  const { t } = useTranslation("messages");
  const [search] = useSearchParams();
  const [showsOptOuts, setShowsOptOuts] = useState(false);
  const connector = search.get("connector") ?? "";
  const state = search.get("state") ?? "";
  const messages = useInfiniteQuery({
    queryKey: messageKeys.list(connector, state),
    queryFn: ({ pageParam }) => listMessages(connector, state, pageParam),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: (query) =>
      query.state.data?.pages[0]?.items.some(isUnderWay)
        ? refreshMilliseconds.busy
        : refreshMilliseconds.quiet,
  });
  const sums = useQuery({ queryKey: messageKeys.sums, queryFn: listSums });
  useEffect(() => {
    document.title = t("title");
  }, [t]);
  if (messages.error)
    return <ErrorState error={messages.error} onRetry={() => void messages.refetch()} isPage />;
  const found = messages.data?.pages.flatMap(({ items }) => items);
  return (
    <div className="dg-messages">
      <header className="dg-page-head">
        <h1>{t("title")}</h1>
        <div className="dg-messages-acts">
          <Button onClick={() => setShowsOptOuts(true)}>{t("optOuts.title")}</Button>
          <Link className="dg-messages-link" to="/admin/connectors">
            {t("connectors")}
          </Link>
        </div>
      </header>
      {showsOptOuts && <OptOutsDialog onClose={() => setShowsOptOuts(false)} />}
      {sums.data && sums.data.length > 0 && <Sums sums={sums.data} />}
      <Choices />
      {!found && <Bones lines={8} />}
      {found?.length === 0 && <p>{t("none")}</p>}
      <ul>
        {found?.map((message) => (
          <Line key={message.id} message={message} />
        ))}
      </ul>
      {messages.hasNextPage && (
        <Button loading={messages.isFetchingNextPage} onClick={() => void messages.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </div>
  );
}

/** Names of connectors as people read them; those of channels where there is no connector. */
function useConnectorName(): (key: string) => string {
  const { t } = useTranslation("messages");
  const all = useQuery({ queryKey: messageKeys.connectors, queryFn: listConnectors });
  return (key) => {
    const known = all.data?.items.find((one) => one.key === key);
    return known
      ? labelText(known.label ?? undefined, key)
      : t(`channels.${key}`, { defaultValue: key });
  };
}

function Sums({ sums }: { sums: Sum[] }) {
  const { t } = useTranslation("messages");
  const name = useConnectorName();
  const keys = [...new Set(sums.map((sum) => sum.connector))];
  const count = (key: string, state: string) =>
    sums.find((sum) => sum.connector === key && sum.state === state)?.messages ?? 0;
  const cost = (key: string) =>
    sums.find((sum) => sum.connector === key && sum.state === "sent")?.cost ?? 0;
  return (
    <section className="dg-messages-sums">
      <h2>{t("sums")}</h2>
      {keys.map((key) => (
        <p key={key}>
          {t("sum", {
            connector: name(key),
            sent: count(key, "sent"),
            failed: count(key, "failed"),
            refused: count(key, "refused"),
            cost: Number(cost(key)).toFixed(2),
          })}
        </p>
      ))}
    </section>
  );
}

function Choices() {
  const { t } = useTranslation("messages");
  const [search, setSearch] = useSearchParams();
  const id = useId();
  const all = useQuery({ queryKey: messageKeys.connectors, queryFn: listConnectors });
  const name = useConnectorName();
  const keys = [
    ...(all.data?.items.map((one) => one.key) ?? []),
    ...(all.data?.channels.filter((one) => one.isReady).map((one) => one.id) ?? []),
  ];
  const choose = (parameter: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value) next.set(parameter, value);
    else next.delete(parameter);
    setSearch(next, { replace: true });
  };
  return (
    <div className="dg-messages-choices">
      <label htmlFor={`${id}-connector`}>{t("connector")}</label>
      <NativeSelect
        id={`${id}-connector`}
        value={search.get("connector") ?? ""}
        onChange={({ target }) => choose("connector", target.value)}
      >
        <option value="">{t("anyConnector")}</option>
        {keys.map((key) => (
          <option key={key} value={key}>
            {name(key)}
          </option>
        ))}
      </NativeSelect>
      <label htmlFor={`${id}-state`}>{t("state")}</label>
      <NativeSelect
        id={`${id}-state`}
        value={search.get("state") ?? ""}
        onChange={({ target }) => choose("state", target.value)}
      >
        <option value="">{t("anyState")}</option>
        {messageStates.map((one) => (
          <option key={one} value={one}>
            {t(`states.${one}`)}
          </option>
        ))}
      </NativeSelect>
    </div>
  );
}

function Line({ message }: { message: Message }) {
  const { t } = useTranslation("messages");
  const name = useConnectorName();
  const queries = useQueryClient();
  async function again() {
    try {
      await sendAgain(message.id);
      showToast({ text: t("again"), tone: "success" });
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    await queries.invalidateQueries({ queryKey: messageKeys.all });
  }
  const isOpen = message.state === "failed" || message.state === "refused";
  return (
    <li data-state={message.state}>
      <p className="dg-messages-head">
        <strong>{message.recipient || t("noRecipient")}</strong>
        <span className="dg-messages-state">{t(`states.${message.state}`)}</span>
        <span>{name(message.connector)}</span>
      </p>
      {message.title && <p>{message.title}</p>}
      <p className="dg-messages-body">{message.body}</p>
      {message.problem && (
        <p className="dg-messages-wrong">
          {message.problem.message} {message.problem.remedy}
        </p>
      )}
      <p className="dg-messages-facts">
        <span>{t("createdAt", { at: formatInstant(message.createdAt, "short") })}</span>
        {message.state === "ready" && message.dueAt && (
          <span>{t("dueAt", { at: formatInstant(message.dueAt, "short") })}</span>
        )}
        {message.sentAt && (
          <span>{t("sentAt", { at: formatInstant(message.sentAt, "short") })}</span>
        )}
        {message.attempt > 1 && <span>{t("attempts", { count: message.attempt })}</span>}
        {message.cost !== null && Number(message.cost) > 0 && (
          <span>{t("cost", { cost: String(message.cost) })}</span>
        )}
        {message.workflow && message.execution && (
          <Link to={`/design/workflow/${message.workflow}/runs/${message.execution}`}>
            {t("run")}
          </Link>
        )}
      </p>
      {isOpen && <Button onClick={() => void again()}>{t("sendAgain")}</Button>}
    </li>
  );
}
