import { ScanOutlined } from "@ant-design/icons";
import { type ComponentProps, lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "../../i18n/index.ts";
import { checkCode } from "./codes.ts";
import { TypedInput } from "./TypedInput.tsx";
import "./ScanInput.css";

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

/** Text that a hand scanner types, or the camera reads where there is one. */
export function ScanInput(props: ComponentProps<typeof TypedInput>) {
  const { t } = useTranslation("fields");
  const hasCamera = useHasCamera();
  const [isScanning, setIsScanning] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasScanning = useRef(false);
  useEffect(() => {
    // Behind the modal dialog nothing takes the focus: it is gone by now.
    if (wasScanning.current && !isScanning) button.current?.focus();
    wasScanning.current = isScanning;
  }, [isScanning]);
  const input = <TypedInput {...props} attributes={{ inputMode: "text", ...props.attributes }} />;
  if (!hasCamera || props.isReadOnly) return input;

  return (
    <span className="dg-scan">
      {input}
      <button
        ref={button}
        type="button"
        className="dg-scan-button"
        aria-label={t("scan.open")}
        title={t("scan.open")}
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
