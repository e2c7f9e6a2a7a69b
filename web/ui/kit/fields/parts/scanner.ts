/** What the browser itself may read; most phones have it. */
interface NativeDetector {
  detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>;
}

interface NativeDetectors {
  new (): NativeDetector;
  getSupportedFormats: () => Promise<string[]>;
}

const pauseMilliseconds = 120;

/** Why no code can be read. */
export class CameraError extends Error {
  constructor(readonly reason: "refused" | "missing") {
    super(reason);
  }
}

async function openCamera(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 } },
    });
  } catch (error) {
    const isRefused = error instanceof DOMException && error.name === "NotAllowedError";
    throw new CameraError(isRefused ? "refused" : "missing");
  }
}

async function nativeDetector(): Promise<NativeDetector | null> {
  const Detector = (globalThis as { BarcodeDetector?: NativeDetectors }).BarcodeDetector;
  if (!Detector) return null;
  const formats = await Detector.getSupportedFormats().catch(() => []);
  return formats.length > 0 ? new Detector() : null;
}

async function readNatively(
  detector: NativeDetector,
  video: HTMLVideoElement,
  onCode: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const found = await detector.detect(video).catch(() => []);
    for (const { rawValue } of found) if (!signal.aborted && rawValue) onCode(rawValue);
    await new Promise((done) => setTimeout(done, pauseMilliseconds));
  }
}

/** The library is loaded only where the browser cannot do it. */
async function readByLibrary(
  video: HTMLVideoElement,
  onCode: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { BrowserMultiFormatReader } = await import("@zxing/browser");
  if (signal.aborted) return;
  const reader = new BrowserMultiFormatReader(undefined, {
    delayBetweenScanAttempts: pauseMilliseconds,
  });
  const controls = await reader.decodeFromVideoElement(video, (result) => {
    if (result && !signal.aborted) onCode(result.getText());
  });
  signal.addEventListener("abort", () => controls.stop());
}

/**
 * Shows the camera in the element and tells every code that it sees, until it is ended.
 *
 * @throws CameraError
 */
export async function scan(
  video: HTMLVideoElement,
  onCode: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const stream = await openCamera();
  const stop = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  if (signal.aborted) return stop();
  signal.addEventListener("abort", stop);
  video.srcObject = stream;
  await video.play();
  const detector = await nativeDetector();
  if (detector) await readNatively(detector, video, onCode, signal);
  else await readByLibrary(video, onCode, signal);
}
