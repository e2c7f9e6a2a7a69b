import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { Bones, Dialog, EmptyState, ErrorState, showToast, TextInput } from "@dougong/kit/ui";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { type FormEvent, useId, useState } from "react";
import { sayProblem } from "../problem.ts";
import { addOptOut, listOptOuts, messageKeys, withdrawOptOut } from "./api.ts";

/** Who wants no messages: the list, one more, and the way out of it. */
export function OptOutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("messages");
  const queries = useQueryClient();
  const id = useId();
  const [recipient, setRecipient] = useState("");
  const [note, setNote] = useState("");
  const list = useInfiniteQuery({
    queryKey: messageKeys.optOuts,
    queryFn: ({ pageParam }) => listOptOuts(pageParam),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const found = list.data?.pages.flatMap(({ items }) => items);
  const erased = list.data?.pages[0]?.erased ?? 0;
  async function renewed(work: Promise<unknown>, said: string): Promise<boolean> {
    try {
      await work;
      showToast({ text: said, tone: "success" });
      return true;
    } catch (error) {
      sayProblem(error, t("failed"));
      return false;
    } finally {
      await queries.invalidateQueries({ queryKey: messageKeys.optOuts });
    }
  }
  async function add(event: FormEvent) {
    event.preventDefault();
    const isAdded = await renewed(
      addOptOut(recipient, note),
      t("optOuts.added", { recipient: recipient.trim() }),
    );
    if (isAdded) {
      setRecipient("");
      setNote("");
    }
  }
  const withdraw = (of: string) =>
    renewed(withdrawOptOut(of), t("optOuts.withdrawn", { recipient: of.trim() }));
  return (
    <Dialog isOpen shape="sheet" title={t("optOuts.title")} onClose={onClose}>
      <p>{t("optOuts.text")}</p>
      <form className="dg-opt-out" onSubmit={(event) => void add(event)}>
        <label htmlFor={`${id}-to`}>{t("optOuts.recipient")}</label>
        <TextInput
          id={`${id}-to`}
          required
          maxLength={200}
          value={recipient}
          onChange={(event) => setRecipient(event.target.value)}
        />
        <label htmlFor={`${id}-note`}>{t("optOuts.note")}</label>
        <TextInput
          id={`${id}-note`}
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <Button htmlType="submit" type="primary">
          {t("optOuts.add")}
        </Button>
        {erased > 0 && (
          <Button disabled={!recipient.trim()} onClick={() => void withdraw(recipient)}>
            {t("optOuts.withdraw")}
          </Button>
        )}
      </form>
      {list.isPending && <Bones lines={3} />}
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {found?.length === 0 && erased === 0 && <EmptyState title={t("optOuts.none")} />}
      <ul className="dg-opt-outs">
        {found?.map((one) => (
          <li key={one.recipient}>
            <div>
              <strong>{one.recipient}</strong>
              <small>
                {[formatInstant(one.at), one.by.label, one.note].filter(Boolean).join(" · ")}
              </small>
            </div>
            <Button onClick={() => void withdraw(one.recipient)}>{t("optOuts.withdraw")}</Button>
          </li>
        ))}
      </ul>
      {erased > 0 && <p className="dg-opt-outs-erased">{t("optOuts.erased", { count: erased })}</p>}
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </Dialog>
  );
}
