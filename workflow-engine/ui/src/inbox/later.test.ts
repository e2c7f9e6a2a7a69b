import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { doLater, graceMilliseconds, takeBack } from "./later.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("does it once, after the grace", () => {
  const run = vi.fn();
  doLater("a", run);
  vi.advanceTimersByTime(graceMilliseconds - 1);
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(run.mock.calls).toEqual([[false]]);
  expect(takeBack("a")).toBe(false);
});

test("does not do what was taken back", () => {
  const run = vi.fn();
  doLater("a", run);
  expect(takeBack("a")).toBe(true);
  vi.advanceTimersByTime(graceMilliseconds);
  window.dispatchEvent(new Event("pagehide"));
  expect(run).not.toHaveBeenCalled();
});

test("does all at once when the page is left, and nothing twice", () => {
  const first = vi.fn();
  const second = vi.fn();
  doLater("a", first);
  doLater("b", second);
  window.dispatchEvent(new Event("pagehide"));
  vi.advanceTimersByTime(graceMilliseconds);
  expect(first.mock.calls).toEqual([[true]]);
  expect(second.mock.calls).toEqual([[true]]);
});
