/** One entry of `errors` in an RFC 9457 answer. */
export interface ProblemEntry {
  pointer?: string;
  field?: string;
  code: string;
  message: string;
  remedy?: string;
  link?: string;
  /** Of a problem with documents: folder and name of the one that it is in. */
  document?: string;
}

/** What is wrong and what to do, as one text; Chinese sentences stand without a space between. */
export function problemText({ message, remedy }: Pick<ProblemEntry, "message" | "remedy">): string {
  if (!remedy || !message) return message || (remedy ?? "");
  return /[\u3000-\u303f\uff00-\uffef]$/.test(message) ? message + remedy : `${message} ${remedy}`;
}

/** The server refused a request; carries its `application/problem+json`. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly entries: ProblemEntry[] = [],
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(message);
  }
}

/** No answer came: no network, or the server is away. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

/** Whether the server does not know a field or a form that was named: it was renamed or taken away. */
export const isOutdated = (error: unknown): boolean =>
  error instanceof ApiProblem &&
  error.entries.some(({ code }) => code.endsWith(".unknownField") || code.endsWith(".unknownForm"));

/** Whether the server serves nothing before the person has done something, such as a new password. */
export const isDue = (error: unknown): boolean =>
  error instanceof ApiProblem &&
  (error.code === "access.passwordDue" || error.code === "access.secondFactorDue");

export function statusOf(error: unknown): number | null {
  return error instanceof ApiProblem ? error.status : null;
}
