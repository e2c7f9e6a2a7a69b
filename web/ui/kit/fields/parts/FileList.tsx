import { useState } from "react";
import { ApiProblem, fileAddress, uploadFile } from "../../api/index.ts";
import { useTranslation } from "../../i18n/index.ts";
import type { FieldDisplayProps, FieldInputProps, FieldObject, FieldValue } from "../definition.ts";
import { asList, asObject, asText } from "../values.ts";
import "./FileList.css";

interface FileRow {
  id: string;
  name: string;
  size: number;
  type: string;
}

export function filesOf(value: FieldValue): FileRow[] {
  return asList(value).flatMap((one) => {
    const file = asObject(one);
    if (!file || typeof file["id"] !== "string") return [];
    const size = Number(asText(file["size"]) || 0);
    return { id: file["id"], name: asText(file["name"]), size, type: asText(file["type"]) };
  });
}

const toValue = (files: FileRow[]): FieldValue => files.map((file): FieldObject => ({ ...file }));
const sizeText = (bytes: number) =>
  bytes < 100_000
    ? `${Math.max(1, Math.round(bytes / 1000))} KB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;

export function FileInput(props: FieldInputProps & { accept?: string; capture?: "environment" }) {
  const { t } = useTranslation("fields");
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState("");
  const files = filesOf(props.value);

  async function add(chosen: FileList | null) {
    if (!chosen || chosen.length === 0) return;
    setIsBusy(true);
    setFailure("");
    try {
      const stored = await Promise.all([...chosen].map((file) => uploadFile(file, file.name)));
      props.onChange(toValue([...files, ...stored]));
    } catch (error) {
      setFailure(error instanceof ApiProblem && error.message ? error.message : t("uploadFailed"));
    }
    setIsBusy(false);
  }

  return (
    <div className="dg-files">
      <FileRows
        value={props.value}
        onRemove={
          props.isReadOnly
            ? undefined
            : (id) => props.onChange(toValue(files.filter((file) => file.id !== id)))
        }
      />
      {!props.isReadOnly && (
        <label className="dg-file-add" aria-busy={isBusy}>
          <input
            type="file"
            id={props.id}
            multiple
            accept={props.accept}
            disabled={isBusy}
            aria-invalid={props.isInvalid}
            aria-describedby={props.describedBy}
            onChange={(event) => {
              void add(event.target.files);
              event.target.value = "";
            }}
          />
          <span>{t(isBusy ? "uploading" : "addFile")}</span>
        </label>
      )}
      {failure && (
        <span role="alert" className="dg-field-problem">
          {failure}
        </span>
      )}
    </div>
  );
}

function FileRows(props: { value: FieldValue; onRemove?: ((id: string) => void) | undefined }) {
  const { t } = useTranslation("fields");
  return filesOf(props.value).map((file) => (
    <span key={file.id} className="dg-file">
      {file.type.startsWith("image/") && (
        <img src={fileAddress(file.id)} alt="" loading="lazy" width={40} height={40} />
      )}
      <a href={fileAddress(file.id)} target="_blank" rel="noreferrer">
        {file.name || file.id}
      </a>
      {file.size > 0 && <small>{sizeText(file.size)}</small>}
      {props.onRemove && (
        <button
          type="button"
          aria-label={t("removeTag", { tag: file.name })}
          onClick={() => props.onRemove?.(file.id)}
        >
          ×
        </button>
      )}
    </span>
  ));
}

export function FileDisplay({ value }: FieldDisplayProps) {
  return (
    <div className="dg-files">
      <FileRows value={value} />
    </div>
  );
}

export function ImageRow({ value }: FieldDisplayProps) {
  return (
    <span className="dg-images">
      {filesOf(value).map((file) => (
        <a key={file.id} href={fileAddress(file.id)} target="_blank" rel="noreferrer">
          <img src={fileAddress(file.id)} alt={file.name} loading="lazy" />
        </a>
      ))}
    </span>
  );
}

export const fileNames = (value: FieldValue): string =>
  filesOf(value)
    .map((file) => file.name)
    .join(", ");
