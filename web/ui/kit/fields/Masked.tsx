import { EyeInvisibleOutlined, EyeOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type ComponentType, createContext, type ReactNode, useContext, useState } from "react";
import { ApiProblem, type FieldMetadata, problemText } from "../api/index.ts";
import { useTranslation } from "../i18n/index.ts";
import { showToast } from "../ui/index.ts";
import type { FieldDisplayProps, FieldInputProps, FieldTypeDefinition } from "./definition.ts";
import { asText, plainValue } from "./values.ts";
import "./Masked.css";

/** Uncovers the value of a field of the record that is shown; the server notes who did. */
export type Reveal = (field: FieldMetadata) => Promise<string>;

const RevealContext = createContext<Reveal | null>(null);

/** Lets masked values below be uncovered; with null they stay as they are. */
export function RevealProvider(props: { reveal: Reveal | null; children: ReactNode }) {
  return <RevealContext value={props.reveal}>{props.children}</RevealContext>;
}

/** Whether the reader sees a part of the values only. */
export const isMasked = (field: FieldMetadata): boolean => field.right === "masked";

const isMask = (value: unknown): boolean => typeof value === "string" && value.includes("*");

function refusal(error: unknown): string {
  if (!(error instanceof ApiProblem)) return "";
  const [first] = error.entries;
  return first ? problemText(first) : error.message;
}

function MaskedDisplay({ field, value }: FieldDisplayProps) {
  const { t } = useTranslation("fields");
  const reveal = useContext(RevealContext);
  const [whole, setWhole] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  async function show(uncover: Reveal) {
    setIsBusy(true);
    try {
      setWhole(await uncover(field));
    } catch (error) {
      showToast({ text: refusal(error) || t("masked.failed"), tone: "error" });
    }
    setIsBusy(false);
  }
  return (
    <span className="dg-masked">
      <span>{whole ?? asText(value)}</span>
      {reveal && (
        <Button
          type="text"
          size="small"
          loading={isBusy}
          icon={whole === null ? <EyeOutlined /> : <EyeInvisibleOutlined />}
          aria-label={t(whole === null ? "masked.show" : "masked.hide")}
          title={t(whole === null ? "masked.show" : "masked.hide")}
          onClick={() => (whole === null ? void show(reveal) : setWhole(null))}
        />
      )}
    </span>
  );
}

const MaskedCell = ({ value }: FieldDisplayProps) => <span>{asText(value)}</span>;

/** Shows what is there as its mask; a new value is entered whole, or the old one is kept. */
function MaskedInput({
  Input,
  ...props
}: FieldInputProps & { Input: ComponentType<FieldInputProps> }) {
  const { t } = useTranslation("fields");
  const [mask] = useState(() => (isMask(props.value) ? props.value : null));
  if (mask === null) return <Input {...props} />;
  if (props.value === mask) {
    return (
      <span className="dg-masked">
        <output id={props.id}>{asText(mask)}</output>
        {!props.isReadOnly && (
          <Button size="small" onClick={() => props.onChange(null)}>
            {t("masked.replace")}
          </Button>
        )}
      </span>
    );
  }
  return (
    <span className="dg-masked-new">
      <Input {...props} />
      <Button size="small" onClick={() => props.onChange(mask)}>
        {t("masked.keep")}
      </Button>
    </span>
  );
}

/** A type as who sees masks only has it: neither sorted nor filtered by, and not edited in part. */
export function maskedType(type: FieldTypeDefinition): FieldTypeDefinition {
  return {
    id: type.id,
    Input: (props) => <MaskedInput {...props} Input={type.Input} />,
    Display: MaskedDisplay,
    Cell: MaskedCell,
    ...(type.isGroup === undefined ? {} : { isGroup: type.isGroup }),
    isSortable: false,
    operators: [],
    ...(type.isWide === undefined ? {} : { isWide: type.isWide }),
    ...(type.width === undefined ? {} : { width: type.width }),
    read: plainValue,
    write: (value, field) => (isMask(value) || !type.write ? value : type.write(value, field)),
    text: (value) => asText(value),
    check: (value, field) => (isMask(value) ? null : (type.check?.(value, field) ?? null)),
  };
}
