export { forgetCopies, readOrCopy } from "./copies.ts";
export type { Refusal, WaitingEntry } from "./entry.ts";
export type { Sent } from "./sending.ts";
export {
  enteredOf,
  findWaiting,
  forgetWaiting,
  keepWaiting,
  useSending,
  useWaiting,
} from "./waiting.ts";
