import { request } from "@dougong/kit/api";

export interface LinkedTask {
  person: string;
  title: string;
  description: string;
  label: string | null;
  due: string | null;
  isApproval: boolean;
  needsReason: boolean;
  outcomes: { value: string; label: string }[];
}

/** The task behind a link; what opens it goes in the body, so that no log has it. */
export const openLink = (token: string): Promise<LinkedTask> =>
  request("/api/task-links/open", { method: "POST", body: { token } });

export const answerLink = (
  token: string,
  outcome: string | null,
  comment: string | null,
): Promise<null> =>
  request("/api/task-links/answer", { method: "POST", body: { token, outcome, comment } });
