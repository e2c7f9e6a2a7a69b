import { type EntityMetadata, type FormMetadata, request } from "@dougong/kit/api";

export interface PublicForm {
  form: FormMetadata;
  entity: EntityMetadata;
  timezone: string;
}

const of = (token: string) => `/api/public-forms/${encodeURIComponent(token)}`;

export const fetchPublicForm = (token: string): Promise<PublicForm> => request(of(token));

/** Answers with what the visitor then reads. */
export const sendEntry = (
  token: string,
  values: Record<string, unknown>,
  idempotencyKey: string,
): Promise<{ thanks: string }> =>
  request(`${of(token)}/entries`, { method: "POST", body: values, idempotencyKey });
