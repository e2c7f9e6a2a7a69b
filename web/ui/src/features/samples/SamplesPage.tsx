import { ApiProblem, problemText, useWorkspace } from "@dougong/kit/api";
import { formatDecimal, labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, Dialog, EmptyState, ErrorState, Notice, showToast } from "@dougong/kit/ui";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { type Choice, keyOf, look, remove, type SamplesOf } from "./api.ts";
import "./texts.ts";
import "./SamplesPage.css";

const pollMilliseconds = 1500;

/** Which samples are there, and their removal in one go. For administrators. */
export function SamplesPage() {
  const { t } = useTranslation("samples");
  const queries = useQueryClient();
  const [choice, setChoice] = useState<Choice>({ left: [], isWithChanged: false });
  const [refusal, setRefusal] = useState("");
  const standing = useQuery({
    queryKey: keyOf(choice),
    queryFn: () => look(choice),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: ({ state }) => ((state.data?.waiting ?? 0) > 0 ? pollMilliseconds : false),
  });
  const waiting = standing.data?.waiting ?? 0;
  useDone(waiting, () => {
    showToast({ text: t("done"), tone: "success" });
    void queries.invalidateQueries();
  });
  useEffect(() => {
    document.title = t("title");
  }, [t]);
  if (standing.isPending) return <Bones lines={6} />;
  if (standing.error)
    return <ErrorState error={standing.error} onRetry={() => void standing.refetch()} />;
  const items = standing.data.items;
  const count = items.reduce((sum, { removable }) => sum + removable, 0);

  async function run() {
    setRefusal("");
    try {
      queries.setQueryData(keyOf(choice), await remove(choice));
    } catch (error) {
      const said = error instanceof ApiProblem ? error.entries.map(problemText).join(" ") : "";
      setRefusal(said || t("failed"));
    }
  }

  return (
    <div className="dg-samples">
      <header className="dg-page-head">
        <h1>{t("title")}</h1>
      </header>
      {refusal && <Notice>{refusal}</Notice>}
      {items.length === 0 && waiting === 0 ? (
        <EmptyState title={t("empty")} text={t("emptyText")} />
      ) : (
        <>
          <p>{t("text")}</p>
          <p>
            {t("bin")} <Link to="/recycle-bin">{t("binLink")}</Link>
          </p>
          <SamplesTable
            items={items}
            left={choice.left}
            isBusy={waiting > 0}
            onTurn={(entity, goes) =>
              setChoice({ ...choice, left: turned(choice.left, entity, goes) })
            }
            onTurnAll={(goes) =>
              setChoice({
                ...choice,
                left: goes ? [] : items.map(({ entity }) => entity).toSorted(),
              })
            }
          />
          <label className="dg-samples-changed">
            <input
              type="checkbox"
              checked={choice.isWithChanged}
              disabled={waiting > 0}
              onChange={({ target }) => setChoice({ ...choice, isWithChanged: target.checked })}
            />
            {t("withChanged")}
          </label>
          {waiting > 0 ? (
            <p role="status">{t("running", { count: waiting })}</p>
          ) : (
            <RemoveButton
              count={count}
              isOff={count === 0 || standing.isPlaceholderData}
              onRemove={() => void run()}
            />
          )}
        </>
      )}
    </div>
  );
}

interface RemoveButtonProps {
  count: number;
  isOff: boolean;
  onRemove: () => void;
}

/** Asks before it removes. */
function RemoveButton({ count, isOff, onRemove }: RemoveButtonProps) {
  const { t } = useTranslation("samples");
  const [isAsking, setIsAsking] = useState(false);
  const shown = formatDecimal(String(count));
  const confirm = () => {
    setIsAsking(false);
    onRemove();
  };
  return (
    <>
      <Button danger type="primary" disabled={isOff} onClick={() => setIsAsking(true)}>
        {t("run", { count: shown })}
      </Button>
      <Dialog
        isOpen={isAsking}
        title={t("ask")}
        onClose={() => setIsAsking(false)}
        footer={
          <Button danger type="primary" onClick={confirm}>
            {t("yes")}
          </Button>
        }
      >
        <p>{t("askText", { count: shown })}</p>
      </Dialog>
    </>
  );
}

const turned = (left: readonly string[], entity: string, goes: boolean): string[] => {
  const others = left.filter((one) => one !== entity);
  return goes ? others : [...others, entity].toSorted();
};

/** Calls once when nothing waits any more. */
function useDone(waiting: number, onDone: () => void) {
  const before = useRef(0);
  useEffect(() => {
    if (before.current > 0 && waiting === 0) onDone();
    before.current = waiting;
  });
}

interface SamplesTableProps {
  items: readonly SamplesOf[];
  left: readonly string[];
  isBusy: boolean;
  onTurn: (entity: string, goes: boolean) => void;
  onTurnAll: (goes: boolean) => void;
}

function SamplesTable({ items, left, isBusy, onTurn, onTurnAll }: SamplesTableProps) {
  const { t } = useTranslation("samples");
  const { metadata } = useWorkspace();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">
            <label>
              <input
                type="checkbox"
                aria-label={t("chooseAll")}
                checked={left.length === 0}
                disabled={isBusy}
                onChange={({ target }) => onTurnAll(target.checked)}
              />
              {t("entity")}
            </label>
          </th>
          <th scope="col">{t("goes")}</th>
          <th scope="col">{t("stays")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => {
          const name = labelText(metadata.entity(item.entity)?.label, item.entity);
          return (
            <tr key={item.entity}>
              <th scope="row">
                <label>
                  <input
                    type="checkbox"
                    aria-label={t("choose", { entity: name })}
                    checked={!left.includes(item.entity)}
                    disabled={isBusy}
                    onChange={({ target }) => onTurn(item.entity, target.checked)}
                  />
                  {name}
                </label>
              </th>
              <td>{formatDecimal(String(item.removable))}</td>
              <td>
                <Staying item={item} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Why some stay. */
function Staying({ item }: { item: SamplesOf }) {
  const { t } = useTranslation("samples");
  const words = [
    item.changed > 0 && t("changed", { count: item.changed }),
    item.needed > 0 && t("needed", { count: item.needed }),
  ];
  return <small>{words.filter(Boolean).join(" · ")}</small>;
}
