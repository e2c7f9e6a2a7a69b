import { formatDecimal, useTranslation } from "@dougong/kit/i18n";
import { randomKey } from "@dougong/kit/lib";
import { Bones, Dialog, ErrorState, NativeSelect, Notice } from "@dougong/kit/ui";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import {
  type BulkStart,
  fetchBulkStart,
  fetchStartItems,
  type NamedCell,
  previewStarts,
  startForCell,
} from "./api.ts";

const askAgainMillis = 1_000;
const number = (value: number) => formatDecimal(String(value));

/** Starts a workflow for all records behind a number: says for how many, then how far it is. */
export function StartDialog(props: NamedCell & { onClose: () => void }) {
  const { dashboard, drill, choices, name, onClose } = props;
  const { t } = useTranslation("report");
  const [id] = useState(randomKey);
  const [workflow, setWorkflow] = useState("");
  const [begun, setBegun] = useState<BulkStart | null>(null);
  const [refusal, setRefusal] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const preview = useQuery({
    queryKey: ["dashboards", dashboard, "starts", drill, choices],
    queryFn: () => previewStarts(dashboard, drill, choices),
    staleTime: 0,
    gcTime: 0,
  });
  const chosen = workflow || preview.data?.workflows[0]?.key || "";
  const records = preview.data?.records ?? 0;
  const most = preview.data?.most ?? 0;
  const isPossible = chosen !== "" && records > 0 && records <= most;

  async function start() {
    setIsBusy(true);
    setRefusal("");
    try {
      // The same id each time: pressed twice or sent again, it starts once.
      setBegun(await startForCell(dashboard, drill, choices, { id, workflow: chosen }));
    } catch (error) {
      setRefusal(error instanceof Error && error.message ? error.message : t("deeds.failed"));
    }
    setIsBusy(false);
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("deeds.title")}
      footer={
        <>
          <Button onClick={onClose}>{t(begun ? "deeds.close" : "deeds.cancel")}</Button>
          {!begun && (
            <Button
              type="primary"
              disabled={!isPossible}
              loading={isBusy}
              onClick={() => void start()}
            >
              {t("deeds.startFor", { count: records, number: number(records) })}
            </Button>
          )}
        </>
      }
    >
      <p>{name}</p>
      {refusal && <Notice>{refusal}</Notice>}
      {begun ? (
        <Progress begun={begun} />
      ) : preview.error ? (
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
      ) : preview.data ? (
        <Choices
          workflows={preview.data.workflows}
          records={records}
          most={most}
          chosen={chosen}
          onChoose={setWorkflow}
        />
      ) : (
        <Bones lines={2} />
      )}
    </Dialog>
  );
}

interface ChoicesProps {
  workflows: readonly { key: string; label: string }[];
  records: number;
  most: number;
  chosen: string;
  onChoose: (workflow: string) => void;
}

function Choices({ workflows, records, most, chosen, onChoose }: ChoicesProps) {
  const { t } = useTranslation("report");
  const id = useId();
  if (workflows.length === 0) return <p>{t("deeds.noWorkflows")}</p>;
  return (
    <>
      <label htmlFor={id}>{t("deeds.which")}</label>
      <NativeSelect id={id} value={chosen} onChange={({ target }) => onChoose(target.value)}>
        {workflows.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </NativeSelect>
      <p role="status">
        {records > most
          ? t("deeds.tooMany", { number: number(records), most: number(most) })
          : t("deeds.howMany", { count: records, number: number(records) })}
      </p>
    </>
  );
}

/** How far it is; what was not started stands below, record by record. */
function Progress({ begun }: { begun: BulkStart }) {
  const { t } = useTranslation("report");
  const order = useQuery({
    queryKey: ["bulk-starts", begun.id],
    queryFn: () => fetchBulkStart(begun.id),
    initialData: begun,
    refetchInterval: ({ state }) => (state.data?.endedAt ? false : askAgainMillis),
  });
  const { total, started, refused, endedAt } = order.data;
  return (
    <>
      <progress max={total} value={started + refused} aria-label={t("deeds.progress")} />
      <p role="status">
        {t(endedAt ? "deeds.done" : "deeds.going", {
          started: number(started),
          total: number(total),
          refused: number(refused),
        })}
      </p>
      {!endedAt && <p>{t("deeds.goesOn")}</p>}
      {endedAt && <Items id={begun.id} />}
    </>
  );
}

function Items({ id }: { id: string }) {
  const { t } = useTranslation("report");
  const pages = useInfiniteQuery({
    queryKey: ["bulk-starts", id, "items"],
    initialPageParam: 0,
    queryFn: ({ pageParam }) => fetchStartItems(id, pageParam),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  return (
    <>
      <ul className="dg-behind-starts">
        {pages.data?.pages
          .flatMap(({ items }) => items)
          .map(({ record, label, state }) => (
            <li key={record}>
              <span>{label ?? t("deeds.gone")}</span>
              <small>{t(`deeds.state.${state}`)}</small>
            </li>
          ))}
      </ul>
      {pages.hasNextPage && (
        <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t("records.more")}
        </Button>
      )}
    </>
  );
}
