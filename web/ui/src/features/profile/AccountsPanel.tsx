import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { Notice, showToast } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import {
  accountKeys,
  beginToBind,
  endAccount,
  readAccounts,
  readWays,
  type Way,
  wayKeys,
} from "./accounts.ts";
import { PasswordQuestion } from "./PasswordQuestion.tsx";
import "./texts.ts";

interface Deed extends Way {
  isEnd: boolean;
}

/** Accounts of other places by which I sign in; nothing where there are no such places. */
export function AccountsPanel() {
  const { t } = useTranslation("account");
  const [search] = useSearchParams();
  const [deed, setDeed] = useState<Deed | null>(null);
  const accounts = useQuery({ queryKey: accountKeys, queryFn: readAccounts });
  const ways = useQuery({ queryKey: wayKeys, queryFn: readWays });
  if (!accounts.data || !ways.data) return null;
  const bound = accounts.data.items;
  const free = ways.data.filter(({ id }) => !bound.some(({ source }) => source === id));
  const refused = search.get("refused");
  if (bound.length + free.length === 0 && !refused) return null;
  return (
    <section>
      <h2>{t("accounts.title")}</h2>
      {refused && (
        <Notice>
          {t(`accounts.refused.${refused.replace(/^signInWay\./, "")}`, {
            defaultValue: t("accounts.failed"),
          })}
        </Notice>
      )}
      <ul className="dg-sessions">
        {bound.map(({ source, label, boundAt }) => (
          <li key={source}>
            <div>
              {label}
              <small>{t("accounts.since", { at: formatInstant(boundAt) })}</small>
            </div>
            <Button
              aria-label={t("accounts.endOf", { name: label })}
              onClick={() => setDeed({ id: source, label, isEnd: true })}
            >
              {t("accounts.end")}
            </Button>
          </li>
        ))}
        {free.map((way) => (
          <li key={way.id}>
            <div>{way.label}</div>
            <Button
              aria-label={t("accounts.bindOf", { name: way.label })}
              onClick={() => setDeed({ ...way, isEnd: false })}
            >
              {t("accounts.bind")}
            </Button>
          </li>
        ))}
      </ul>
      {deed && <Proof key={deed.id} deed={deed} onDone={() => setDeed(null)} />}
    </section>
  );
}

/** Whoever merely sits here neither adds nor takes away a way to sign in. */
function Proof({ deed, onDone }: { deed: Deed; onDone: () => void }) {
  const { t } = useTranslation("account");
  const queries = useQueryClient();
  const { id, label, isEnd } = deed;
  return (
    <PasswordQuestion
      text={t(isEnd ? "accounts.endText" : "accounts.bindText", { name: label })}
      act={t(isEnd ? "accounts.end" : "accounts.bind")}
      onCancel={onDone}
      onPassword={async (password) => {
        if (!isEnd) {
          window.location.assign(await beginToBind(id, password));
          return;
        }
        await endAccount(id, password);
        showToast({ text: t("accounts.ended", { name: label }), tone: "success" });
        await queries.invalidateQueries({ queryKey: accountKeys });
        onDone();
      }}
    />
  );
}
