import { ScanOutlined } from "@ant-design/icons";
import { type ComponentProps, lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "../../i18n/index.ts";
import { useCoarsePointer } from "../../lib/index.ts";
import { checkCode } from "./codes.ts";
import { TypedInput } from "./TypedInput.tsx";
import "./ScanInput.css";

/** At a PC the next field stays one Tab away, and the camera has a key of its own. */
const shortcut = "F4";

const ScanDialog = lazy(() => import("./ScanDialog.tsx"));

/** Whether there is a camera and the browser lets pages use it (https only). */
function useHasCamera(): boolean {
  const [hasCamera, setHasCamera] = useState(false);
  useEffect(() => {
    let isOver = false;
    const { mediaDevices } = navigator;
    if (!mediaDevices?.enumerateDevices) return undefined;
    mediaDevices.enumerateDevices().then(
      (devices) => {
        if (!isOver) setHasCamera(devices.some(({ kind }) => kind === "videoinput"));
      },
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, []);
  return hasCamera;
}

/** To where it came from: the button on a phone, the input at a PC. */
function focusBack(button: HTMLButtonElement | null, isCoarse: boolean): void {
  const input = button?.parentElement?.querySelector("input");
  (isCoarse ? button : input)?.focus();
}

/** Text that a hand scanner types, or the camera reads where there is one. */
export function ScanInput(props: ComponentProps<typeof TypedInput>) {
  const { t } = useTranslation("fields");
  const hasCamera = useHasCamera();
  const isCoarse = useCoarsePointer();
  const [isScanning, setIsScanning] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasScanning = useRef(false);
  useEffect(() => {
    // Behind the modal dialog nothing takes the focus: it is gone by now.
    if (wasScanning.current && !isScanning) focusBack(button.current, isCoarse);
    wasScanning.current = isScanning;
  }, [isScanning, isCoarse]);
  const isOffered = hasCamera && !props.isReadOnly;
  const input = (
    <TypedInput
      {...props}
      attributes={{
        inputMode: "text",
        ...props.attributes,
        ...(isOffered
          ? {
              "aria-keyshortcuts": shortcut,
              onKeyDown: (event) => {
                if (event.key !== shortcut) return;
                event.preventDefault();
                setIsScanning(true);
              },
            }
          : {}),
      }}
    />
  );
  if (!isOffered) return input;

  return (
    <span className="dg-scan">
      {input}
      <button
        ref={button}
        type="button"
        className="dg-scan-button"
        tabIndex={isCoarse ? 0 : -1}
        aria-label={t("scan.open")}
        title={isCoarse ? t("scan.open") : t("scan.openBy", { key: shortcut })}
        onClick={() => setIsScanning(true)}
      >
        <ScanOutlined aria-hidden />
      </button>
      {isScanning && (
        <Suspense fallback={null}>
          <ScanDialog
            isRight={(code) => checkCode(code, props.field) === null}
            onClose={() => setIsScanning(false)}
            onCode={(code) => {
              props.onChange(code);
              setIsScanning(false);
            }}
          />
        </Suspense>
      )}
    </span>
  );
}
