import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { atMostEvery } from "./live.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("many changes are one call at once and one when the rest is over", async () => {
  const act = vi.fn<() => void>();
  const { call } = atMostEvery(1_000, act);
  for (let i = 0; i < 50; i++) call();
  expect(act).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(act).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(act).toHaveBeenCalledTimes(2);
  call();
  expect(act).toHaveBeenCalledTimes(3);
});

test("what is cancelled is not told later", async () => {
  const act = vi.fn<() => void>();
  const { call, cancel } = atMostEvery(1_000, act);
  call();
  call();
  cancel();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(act).toHaveBeenCalledTimes(1);
});

test("a slow act is not begun again before it has ended", async () => {
  let end = () => {};
  const act = vi.fn<() => Promise<void>>(() => new Promise((resolve) => (end = resolve)));
  const { call } = atMostEvery(1_000, act);
  call();
  call();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(act).toHaveBeenCalledTimes(1);
  end();
  await vi.advanceTimersByTimeAsync(0);
  expect(act).toHaveBeenCalledTimes(2);
});
