import { ApiProblem, request } from "@dougong/kit/api";
import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { showToast } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import "./texts.ts";

interface Account {
  source: string;
  label: string;
  boundAt: string;
}

interface Way {
  id: string;
  label: string;
}

const accountKeys = ["me", "accounts"] as const;

async function readAccounts(): Promise<{ ways: Way[]; bound: Account[] }> {
  const [ways, bound] = await Promise.all([
    request<{ items: Way[] }>("/api/sign-in/ways"),
    request<{ items: Account[] }>("/api/me/accounts"),
  ]);
  return { ways: ways.items, bound: bound.items };
}

/** Accounts of other places by which I sign in; nothing where there are no such places. */
export function AccountsPanel() {
  const { t } = useTranslation("account");
  const queries = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);
  const accounts = useQuery({ queryKey: accountKeys, queryFn: readAccounts });
  if (!accounts.data || accounts.data.ways.length + accounts.data.bound.length === 0) return null;
  const { ways, bound } = accounts.data;
  const free = ways.filter(({ id }) => !bound.some(({ source }) => source === id));
  async function attempt(deed: () => Promise<void>) {
    setIsBusy(true);
    try {
      await deed();
    } catch (error) {
      const text = error instanceof ApiProblem ? error.message : "";
      showToast({ text: text || t("accounts.failed"), tone: "error" });
    }
    setIsBusy(false);
  }
  const begin = (id: string) =>
    attempt(async () => {
      const { address } = await request<{ address: string }>(
        `/api/sign-in/ways/${encodeURIComponent(id)}/bind`,
        { method: "POST" },
      );
      window.location.assign(address);
    });
  const end = ({ source, label }: Account) =>
    attempt(async () => {
      await request(`/api/me/accounts/${encodeURIComponent(source)}`, { method: "DELETE" });
      showToast({ text: t("accounts.ended", { name: label }), tone: "success" });
      await queries.invalidateQueries({ queryKey: accountKeys });
    });
  return (
    <section>
      <h2>{t("accounts.title")}</h2>
      <ul className="dg-sessions">
        {bound.map((account) => (
          <li key={account.source}>
            <div>
              {account.label}
              <small>{t("accounts.since", { at: formatInstant(account.boundAt) })}</small>
            </div>
            <Button disabled={isBusy} onClick={() => void end(account)}>
              {t("accounts.end")}
            </Button>
          </li>
        ))}
        {free.map(({ id, label }) => (
          <li key={id}>
            <div>{label}</div>
            <Button disabled={isBusy} onClick={() => void begin(id)}>
              {t("accounts.bind")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
