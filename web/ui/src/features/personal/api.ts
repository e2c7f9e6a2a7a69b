import { request } from "@dougong/kit/api";

export interface FoundPerson {
  entity: string;
  label: string;
  id: string;
  title: string;
  values: { label: string; value: string }[];
}

export interface HeldRecord {
  entity: string;
  label: string;
  id: string;
  title: string;
  isDeleted: boolean;
  /** Labels of personal fields that hold something. */
  fields: string[];
}

export interface KindCount {
  kind: string;
  label: string;
  count: number;
}

export interface ToldPerson {
  /** What is typed to erase. */
  confirm: string;
  records: HeldRecord[];
  related: KindCount[];
  traces: KindCount[];
}

export interface LedgerItem {
  id: string;
  at: string;
  by: string | null;
  label: string;
  records: number;
}

export interface Erased {
  records: number;
  changes: number;
  elsewhere: number;
}

type PersonKey = Pick<FoundPerson, "entity" | "id">;

const address = ({ entity, id }: PersonKey) => `/api/personal/${entity}/${id}`;

export const keys = {
  ledger: ["personal", "ledger"] as const,
  person: ({ entity, id }: PersonKey) => ["personal", entity, id] as const,
};

export const findPeople = (words: string): Promise<{ items: FoundPerson[] }> =>
  request("/api/personal/find", { method: "POST", body: { words } });

export const tellPerson = (person: PersonKey): Promise<ToldPerson> => request(address(person));

export const copyAddress = (person: PersonKey): string => `${address(person)}/copy`;

export const erasePerson = (person: PersonKey, confirm: string): Promise<Erased> =>
  request(`${address(person)}/erase`, { method: "POST", body: { confirm } });

export const readLedger = (): Promise<{ items: LedgerItem[] }> => request("/api/personal/ledger");
