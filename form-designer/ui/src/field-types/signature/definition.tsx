import { ApiProblem, uploadFile } from "@dougong/kit/api";
import {
  type FieldInputProps,
  type FieldTypeDefinition,
  fileNames,
  ImageRow,
  operators,
} from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";
import { type PointerEvent, useRef, useState } from "react";
import "./signature.css";

/** Drawn with a finger, pen or mouse; stored as a picture when it is confirmed. */
function SignaturePad(props: FieldInputProps) {
  const { t } = useTranslation("form");
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isDrawn, setIsDrawn] = useState(false);
  const [failure, setFailure] = useState("");

  function draw(event: PointerEvent<HTMLCanvasElement>, isStart: boolean) {
    const pad = canvas.current;
    const pen = pad?.getContext("2d");
    if (!pad || !pen || (!isStart && event.buttons === 0)) return;
    const box = pad.getBoundingClientRect();
    const x = ((event.clientX - box.left) * pad.width) / box.width;
    const y = ((event.clientY - box.top) * pad.height) / box.height;
    pen.lineWidth = 3;
    pen.lineCap = "round";
    if (isStart) {
      pad.setPointerCapture(event.pointerId);
      pen.beginPath();
      pen.moveTo(x, y);
    } else {
      pen.lineTo(x, y);
      pen.stroke();
      setIsDrawn(true);
    }
  }

  function wipe() {
    const pad = canvas.current;
    pad?.getContext("2d")?.clearRect(0, 0, pad.width, pad.height);
    setIsDrawn(false);
  }

  function keep() {
    canvas.current?.toBlob((picture) => {
      if (!picture) return;
      uploadFile(picture, "signature.png").then(
        (file) => props.onChange([{ ...file }]),
        (error: unknown) =>
          setFailure(
            error instanceof ApiProblem && error.message ? error.message : t("signature.failed"),
          ),
      );
    }, "image/png");
  }

  if (props.value !== null) {
    return (
      <div className="dg-signature">
        <ImageRow field={props.field} value={props.value} />
        {!props.isReadOnly && (
          <button type="button" onClick={() => props.onChange(null)}>
            {t("signature.again")}
          </button>
        )}
      </div>
    );
  }
  return (
    <div className="dg-signature">
      <canvas
        ref={canvas}
        id={props.id}
        width={640}
        height={240}
        aria-label={t("signature.hint")}
        onPointerDown={(event) => draw(event, true)}
        onPointerMove={(event) => draw(event, false)}
      />
      <div className="dg-signature-actions">
        <button type="button" disabled={!isDrawn} onClick={wipe}>
          {t("signature.wipe")}
        </button>
        <button type="button" disabled={!isDrawn} onClick={keep}>
          {t("signature.keep")}
        </button>
      </div>
      {failure && <span role="alert">{failure}</span>}
    </div>
  );
}

export default {
  id: "signature",
  Input: SignaturePad,
  Display: ImageRow,
  Cell: ({ value }) => <>{fileNames(value)}</>,
  holdsPictures: true,
  isWide: true,
  isGroup: true,
  text: fileNames,
  operators: operators.presence,
} satisfies FieldTypeDefinition;
