import {
  type JsonObject,
  type Label,
  type ProblemEntry,
  queryText,
  request,
} from "@dougong/kit/api";

export const messageStates = ["ready", "sending", "sent", "failed", "refused"] as const;
export type MessageState = (typeof messageStates)[number];

export interface Message {
  id: string;
  connector: string;
  recipient: string;
  title: string;
  body: string;
  state: MessageState;
  attempt: number;
  problem: ProblemEntry | null;
  workflow: string | null;
  execution: string | null;
  cost: string | number | null;
  createdAt: string;
  dueAt: string | null;
  sentAt: string | null;
}

export interface Sum {
  connector: string;
  state: MessageState;
  messages: number;
  cost: string | number;
}

export interface Secret {
  name: string;
  isOptional: boolean;
  isSet: boolean;
  isGood: boolean;
  setAt: string | null;
}

export interface Connector {
  key: string;
  label: Label | null;
  channel: string | null;
  address: string | null;
  settings: JsonObject | null;
  price: string | number | null;
  isUsable: boolean;
  secrets: Secret[];
}

export interface SettingSchema {
  type?: string;
  enum?: string[];
  description?: string;
}

export interface Channel {
  id: string;
  isReady: boolean;
  hasAccounts: boolean;
  isCallable: boolean;
  usualAddress: string | null;
  schemes: string[];
  schema: { properties: Record<string, SettingSchema>; required?: string[] };
}

interface Page<T> {
  items: T[];
  next: string | null;
}

export interface ConnectorList extends Page<Connector> {
  channels: Channel[];
}

export const messageKeys = {
  optOuts: ["messages", "optOuts"] as const,
  all: ["messages"] as const,
  list: (connector: string, state: string) => ["messages", "list", connector, state] as const,
  sums: ["messages", "sums"] as const,
  connectors: ["connectors"] as const,
  hooks: ["hooks"] as const,
  accounts: (connector: string) => ["connectors", "accounts", connector] as const,
};

export const listMessages = (
  connector: string,
  state: string,
  after: string,
): Promise<Page<Message>> =>
  request(`/api/messages${queryText({ connector, state, after, limit: 50 })}`);

export const listSums = async (): Promise<Sum[]> =>
  (await request<Page<Sum>>("/api/messages/sums")).items;

export const sendAgain = (id: string): Promise<unknown> =>
  request(`/api/messages/${encodeURIComponent(id)}/send-again`, { method: "POST" });

export const listConnectors = (): Promise<ConnectorList> => request("/api/connectors");

const secretAddress = (connector: string, name: string) =>
  `/api/connectors/${encodeURIComponent(connector)}/secrets/${encodeURIComponent(name)}`;

export const putSecret = (connector: string, name: string, value: string): Promise<unknown> =>
  request(secretAddress(connector, name), { method: "PUT", body: { value } });

export const removeSecret = (connector: string, name: string): Promise<unknown> =>
  request(secretAddress(connector, name), { method: "DELETE" });

export const sendTrial = (connector: string, recipient: string, body: string): Promise<unknown> =>
  request(`/api/connectors/${encodeURIComponent(connector)}/trial`, {
    method: "POST",
    body: { recipient, title: "", body },
  });

export interface HookSecret {
  /** Empty where a hook has but one. */
  name: string;
  isOptional: boolean;
  isSet: boolean;
}

/** An address at which another program delivers. */
export interface Hook {
  key: string;
  label: Label | null;
  description: Label | null;
  path: string;
  secrets: HookSecret[];
}

export const listHooks = async (): Promise<Hook[]> =>
  (await request<Page<Hook>>("/api/hooks")).items;

export const putHookSecret = (hook: string, name: string, value: string): Promise<unknown> => {
  const address = `/api/hooks/${encodeURIComponent(hook)}/secret`;
  return request(name === "" ? address : `${address}s/${encodeURIComponent(name)}`, {
    method: "PUT",
    body: { value },
  });
};

/** What a person is called in the app of a connector. */
export interface Account {
  user: string;
  username: string;
  name: string;
  account: string;
}

const accountsAddress = (connector: string) =>
  `/api/connectors/${encodeURIComponent(connector)}/accounts`;

export const listAccounts = async (connector: string): Promise<Account[]> =>
  (await request<Page<Account>>(accountsAddress(connector))).items;

/** Enters an account; empty takes it away. */
export const putAccount = (connector: string, user: string, account: string): Promise<unknown> =>
  request(`${accountsAddress(connector)}/${encodeURIComponent(user)}`, {
    method: "PUT",
    body: { account },
  });

/** Saves a connector and takes it into use, both or, where something is wrong, the draft only. */
export async function saveConnector(document: JsonObject & { key: string }): Promise<void> {
  await request(`/api/meta/connector/${encodeURIComponent(document.key)}`, {
    method: "PUT",
    body: document,
  });
  await request("/api/meta/publish", {
    method: "POST",
    body: { items: [{ kind: "connector", key: document.key }] },
  });
}

/** An address whose holder wants no messages. */
export interface OptOut {
  recipient: string;
  note: string;
  at: string;
  by: { id: string; label: string | null };
}

export interface OptOutPage {
  items: OptOut[];
  /** How many more there are whose address was erased. */
  erased: number;
  next: string | null;
}

export const listOptOuts = (after: string): Promise<OptOutPage> =>
  request(`/api/opt-outs${queryText({ after })}`);

export const addOptOut = (recipient: string, note: string): Promise<unknown> =>
  request("/api/opt-outs", { method: "POST", body: { recipient, note } });

export const withdrawOptOut = (recipient: string): Promise<unknown> =>
  request("/api/opt-outs/withdraw", { method: "POST", body: { recipient } });
