import { request } from "@dougong/kit/api";

export const factorKeys = ["me", "secondFactor"] as const;

export interface FactorState {
  on: boolean;
  /** Whether a role of mine must have one. */
  demanded: boolean;
  /** How many are left. */
  recoveryCodes: number;
}

export interface Proposal {
  secret: string;
  /** What an app scans. */
  address: string;
}

const path = "/api/me/second-factor";

export const readFactor = (): Promise<FactorState> => request(path);

export const proposeFactor = (password: string): Promise<Proposal> =>
  request(path, { method: "POST", body: { password } });

export const confirmFactor = async (code: string): Promise<string[]> =>
  (
    await request<{ recoveryCodes: string[] }>(`${path}/confirm`, {
      method: "POST",
      body: { code },
    })
  ).recoveryCodes;

export const renewCodes = async (password: string): Promise<string[]> =>
  (
    await request<{ recoveryCodes: string[] }>(`${path}/recovery-codes`, {
      method: "POST",
      body: { password },
    })
  ).recoveryCodes;

export const endFactor = (password: string): Promise<unknown> =>
  request(`${path}/end`, { method: "POST", body: { password } });
