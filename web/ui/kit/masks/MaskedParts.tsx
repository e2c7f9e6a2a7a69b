import { EyeInvisibleOutlined, EyeOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type ComponentType, useContext, useState } from "react";
import { ApiProblem, problemText } from "../api/index.ts";
import {
  asText,
  type FieldDisplayProps,
  type FieldInputProps,
  isMask,
  type Reveal,
  RevealContext,
} from "../fields/index.ts";
import { useTranslation } from "../i18n/index.ts";
import { showToast } from "../ui/index.ts";
import "./Masked.css";

function refusal(error: unknown): string {
  if (!(error instanceof ApiProblem)) return "";
  const [first] = error.entries;
  return first ? problemText(first) : error.message;
}

/** A mask and the button that uncovers what is behind it. */
export function MaskedDisplay({ field, value }: FieldDisplayProps) {
  const { t } = useTranslation("masked");
  const reveal = useContext(RevealContext);
  const [whole, setWhole] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  async function show(uncover: Reveal) {
    setIsBusy(true);
    try {
      setWhole(await uncover(field));
    } catch (error) {
      showToast({ text: refusal(error) || t("failed"), tone: "error" });
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
          aria-label={t(whole === null ? "show" : "hide")}
          title={t(whole === null ? "show" : "hide")}
          onClick={() => (whole === null ? void show(reveal) : setWhole(null))}
        />
      )}
    </span>
  );
}

/** Shows what is there as its mask; a new value is entered whole, or the old one is kept. */
export function MaskedInput({
  Input,
  ...props
}: FieldInputProps & { Input: ComponentType<FieldInputProps> }) {
  const { t } = useTranslation("masked");
  const [mask] = useState(() => (isMask(props.value) ? props.value : null));
  if (mask === null) return <Input {...props} />;
  if (props.value === mask) {
    return (
      <span className="dg-masked">
        <output id={props.id}>{asText(mask)}</output>
        {!props.isReadOnly && (
          <Button size="small" onClick={() => props.onChange(null)}>
            {t("replace")}
          </Button>
        )}
      </span>
    );
  }
  return (
    <span className="dg-masked-new">
      <Input {...props} />
      <Button size="small" onClick={() => props.onChange(mask)}>
        {t("keep")}
      </Button>
    </span>
  );
}
