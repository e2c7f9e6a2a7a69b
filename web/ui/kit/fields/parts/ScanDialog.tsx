import { useEffect, useRef, useState } from "react";
import { useTranslation } from "../../i18n/index.ts";
import { Dialog, Notice } from "../../ui/index.ts";
import { digitsOf } from "./codes.ts";
import { CameraError, scan } from "./scanner.ts";

export interface ScanDialogProps {
  /** Boxes of phones have several codes: others than the field's kind are passed over. */
  isRight: (code: string) => boolean;
  onCode: (code: string) => void;
  onClose: () => void;
}

/** The camera, until it reads a code that fits. */
export default function ScanDialog(props: ScanDialogProps) {
  const { t } = useTranslation("fields");
  const video = useRef<HTMLVideoElement>(null);
  const [other, setOther] = useState("");
  const [trouble, setTrouble] = useState("");
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    const ending = new AbortController();
    const take = (code: string) => {
      const { isRight, onCode } = latest.current;
      const plain = /^[\d -]+$/.test(code) ? digitsOf(code) : code.trim();
      if (!isRight(plain)) return setOther(plain);
      ending.abort();
      onCode(plain);
    };
    if (video.current) {
      scan(video.current, take, ending.signal).catch((error: unknown) =>
        setTrouble(error instanceof CameraError ? error.reason : "failed"),
      );
    }
    return () => ending.abort();
  }, []);
  return (
    <Dialog isOpen onClose={props.onClose} title={t("scan.title")}>
      {trouble ? (
        <Notice>{t(`scan.${trouble}`)}</Notice>
      ) : (
        <>
          <div className="dg-scan-picture">
            <video ref={video} muted playsInline aria-label={t("scan.picture")} />
          </div>
          <p role="status">{other ? t("scan.other", { code: other }) : t("scan.hint")}</p>
        </>
      )}
    </Dialog>
  );
}
