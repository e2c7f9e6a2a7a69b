import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keepTrying } from "./trying.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("tries soon again after a first failure, then more and more seldom", async () => {
  const start = Date.now();
  const tries: number[] = [];
  const trying = keepTrying(
    () => true,
    () => {
      tries.push((Date.now() - start) / 1000);
      return Promise.resolve();
    },
  );
  trying.now();
  await vi.advanceTimersByTimeAsync(75_000);
  expect(tries).toEqual([0, 1, 3, 7, 15, 31, 51, 71]);

  trying.now();
  await vi.advanceTimersByTimeAsync(3_500);
  expect(tries.slice(8)).toEqual([75, 76, 78]);
  trying.end();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(tries).toHaveLength(11);
});

it("keeps one clock when it is asked twice while a try is on its way", async () => {
  let tries = 0;
  const trying = keepTrying(
    () => true,
    () => {
      tries += 1;
      return new Promise((resolve) => setTimeout(resolve, 500));
    },
  );
  trying.now();
  trying.now();
  await vi.advanceTimersByTimeAsync(500);
  expect(tries).toBe(2);
  await vi.advanceTimersByTimeAsync(100_000);
  expect(tries).toBeLessThan(11);
  trying.end();
});

it("does nothing while nothing is due, and looks again", async () => {
  let isDue = false;
  const work = vi.fn(() => Promise.resolve());
  const trying = keepTrying(() => isDue, work);
  trying.now();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(work).not.toHaveBeenCalled();
  isDue = true;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(work).toHaveBeenCalled();
  trying.end();
});
