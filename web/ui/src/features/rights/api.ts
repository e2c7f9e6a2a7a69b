import { request } from "@dougong/kit/api";

interface Verdict {
  /** Whether the record is there for the person at all. */
  read: boolean;
  update: boolean;
  delete: boolean;
}

export interface RoleSays extends Verdict {
  key: string;
  label: string;
  /** Whether the person has the role; else it comes with another one. */
  own: boolean;
  /** `true`, `false`, or an expression over the record. */
  rules: Record<keyof Verdict, string>;
}

/** What a person may do with a record, and which role says so. */
export interface Explanation extends Verdict {
  active: boolean;
  admin: boolean;
  deleted: boolean;
  roles: RoleSays[];
  /** Names of fields. */
  hidden: string[];
  masked: string[];
  readOnly: string[];
}

export type Deed = keyof Verdict;

export const explain = (person: string, entity: string, id: string): Promise<Explanation> =>
  request(
    `/api/users/${encodeURIComponent(person)}/rights/${encodeURIComponent(entity)}/${encodeURIComponent(id)}`,
  );
