import { afterEach, expect, test, vi } from "vitest";
import { CameraError, scan } from "./scanner.ts";

const stop = vi.fn();

/** A camera in front of which these codes stand. */
function camera(...codes: string[]) {
  const stream = { getTracks: () => [{ stop }] };
  vi.stubGlobal("navigator", { mediaDevices: { getUserMedia: () => Promise.resolve(stream) } });
  class Detector {
    static getSupportedFormats = () => Promise.resolve(["ean_13"]);
    detect = () => Promise.resolve(codes.map((rawValue) => ({ rawValue })));
  }
  vi.stubGlobal("BarcodeDetector", Detector);
}

const video = () => ({ play: () => Promise.resolve() }) as unknown as HTMLVideoElement;

afterEach(() => {
  vi.unstubAllGlobals();
  stop.mockClear();
});

test("the browser's own detector tells what it sees until the reading is ended", async () => {
  camera("6901234567892", "490154203237518");
  const ending = new AbortController();
  const seen: string[] = [];
  await scan(
    video(),
    (code) => {
      seen.push(code);
      if (seen.length === 3) ending.abort();
    },
    ending.signal,
  );
  expect(seen).toEqual(["6901234567892", "490154203237518", "6901234567892"]);
  expect(stop).toHaveBeenCalledOnce();
});

test("a camera that is opened after the reading was ended is closed at once", async () => {
  camera("6901234567892");
  const ending = new AbortController();
  ending.abort();
  const onCode = vi.fn();
  await scan(video(), onCode, ending.signal);
  expect(onCode).not.toHaveBeenCalled();
  expect(stop).toHaveBeenCalledOnce();
});

test.each([
  ["NotAllowedError", "refused"],
  ["NotFoundError", "missing"],
])("%s is told as %s", async (name, reason) => {
  vi.stubGlobal("navigator", {
    mediaDevices: { getUserMedia: () => Promise.reject(new DOMException("no", name)) },
  });
  const { signal } = new AbortController();
  await expect(scan(video(), () => undefined, signal)).rejects.toEqual(
    new CameraError(reason as "refused" | "missing"),
  );
});
