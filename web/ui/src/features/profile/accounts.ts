import { request } from "@dougong/kit/api";

export interface Account {
  source: string;
  label: string;
  boundAt: string;
}

export interface Accounts {
  items: Account[];
  /** Whether this session began by the password and not by one of them. */
  byPassword: boolean;
}

export interface Way {
  id: string;
  label: string;
}

export const accountKeys = ["me", "accounts"] as const;

export const wayKeys = ["signIn", "ways"] as const;

export const readAccounts = (): Promise<Accounts> => request("/api/me/accounts");

export const readWays = async (): Promise<Way[]> =>
  (await request<{ items: Way[] }>("/api/sign-in/ways")).items;

/** Where to go to bind an account there. */
export const beginToBind = async (source: string, password: string): Promise<string> =>
  (
    await request<{ address: string }>(`/api/sign-in/ways/${encodeURIComponent(source)}/bind`, {
      method: "POST",
      body: { password },
    })
  ).address;

export const endAccount = (source: string, password: string): Promise<unknown> =>
  request(`/api/me/accounts/${encodeURIComponent(source)}/end`, {
    method: "POST",
    body: { password },
  });
