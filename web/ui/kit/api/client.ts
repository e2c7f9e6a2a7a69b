import { parseJson, writeJson } from "./json.ts";
import { ApiProblem, isDue, isOutdated, type ProblemEntry, UnreachableError } from "./problem.ts";
import { noteReach } from "./reach.ts";
import { noteSandbox } from "./sandbox.ts";

export interface RequestOptions {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  form?: FormData;
  version?: number;
  idempotencyKey?: string | undefined;
  /** Key of the form whose rules the values keep to. */
  followedForm?: string | undefined;
  /** Whether it goes on when the page is left. */
  keepalive?: boolean;
  signal?: AbortSignal;
}

interface ProblemBody {
  code?: string;
  title?: string;
  detail?: string;
  errors?: ProblemEntry[];
}

const languages: Record<string, string> = { zh: "zh-CN", en: "en-US" };
let acceptLanguage = "zh-CN";
let onSignedOut: () => void = () => undefined;
let onOutdated: () => void = () => undefined;
let onDue: () => void = () => undefined;

export function setApiLanguage(language: string): void {
  acceptLanguage = languages[language] ?? language;
}

/** Called when an answer says that the session has ended, or that the workspace is suspended. */
export function setSignedOutListener(listener: () => void): void {
  onSignedOut = listener;
}

/** Called when an answer says that something is not known which this page took from the metadata. */
export function setOutdatedListener(listener: () => void): void {
  onOutdated = listener;
}

/** Called when an answer says that the person has to do something else first. */
export function setDueListener(listener: () => void): void {
  onDue = listener;
}

export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const answer = await send(path, options);
  const text = await answer.text();
  if (answer.ok) return (text === "" ? null : parseJson(text)) as T;
  const problem = toProblem(answer, text);
  if (isShut(problem, path)) onSignedOut();
  if (isOutdated(problem)) onOutdated();
  if (isDue(problem)) onDue();
  throw problem;
}

/** Whether nothing goes on before somebody signs in, or the workspace is there again. */
const isShut = ({ status, code }: ApiProblem, path: string): boolean =>
  (status === 401 && path !== "/api/login") || code === "workspace.suspended";

async function send(path: string, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = {
    Accept: "application/json, application/problem+json",
    "Accept-Language": acceptLanguage,
    "X-Dougong": "1",
  };
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  if (options.version !== undefined) headers["If-Match"] = `"${options.version}"`;
  if (options.followedForm) headers["Dougong-Form"] = options.followedForm;
  if (options.idempotencyKey) headers["Idempotency-Key"] = options.idempotencyKey;
  try {
    const answer = await fetch(path, {
      method: options.method ?? "GET",
      headers,
      credentials: "same-origin",
      ...(options.keepalive ? { keepalive: true } : {}),
      ...(options.form ? { body: options.form } : {}),
      ...(options.body === undefined ? {} : { body: writeJson(options.body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
    if (isFromProxy(answer)) throw new UnreachableError(`status ${answer.status}`);
    noteReach(true);
    noteSandbox(answer.headers.get("Dougong-Sandbox"));
    return answer;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    noteReach(false);
    throw error instanceof UnreachableError ? error : new UnreachableError(String(error));
  }
}

/** A proxy before the server says that there is no answer; the server's own words are problems. */
function isFromProxy({ status, headers }: Response): boolean {
  if (status === 502 || status === 504) return true;
  return status === 503 && !headers.get("Content-Type")?.includes("problem+json");
}

function toProblem(answer: Response, text: string): ApiProblem {
  let body: ProblemBody = {};
  try {
    body = (parseJson(text) ?? {}) as ProblemBody;
  } catch {
    body = {};
  }
  const retryAfter = Number(answer.headers.get("Retry-After"));
  return new ApiProblem(
    answer.status,
    body.code ?? `http.${answer.status}`,
    body.detail ?? body.title ?? "",
    body.errors ?? [],
    Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
  );
}

/** `?a=1&b=2` of what is set; empty text and undefined are left out. */
export function queryText(
  parameters: Record<string, string | number | boolean | undefined>,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== "" && value !== false) search.set(name, String(value));
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}
