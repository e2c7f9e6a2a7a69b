import { ApiProblem, type Json, type JsonObject, type ProblemEntry } from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, NativeSelect, Notice, showToast, TextInput } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactNode, useId, useState } from "react";
import { sayProblem } from "../problem.ts";
import {
  type Channel,
  type Connector,
  messageKeys,
  type SettingSchema,
  saveConnector,
} from "./api.ts";

interface ConnectorDialogProps {
  /** Null for a new one. */
  connector: Connector | null;
  channels: Channel[];
  onClose: () => void;
}

interface Draft {
  key: string;
  label: JsonObject;
  channel: string;
  address: string;
  price: string;
  settings: JsonObject;
}

const begun = (connector: Connector | null, channels: Channel[]): Draft => ({
  key: connector?.key ?? "",
  label: { ...(connector?.label as JsonObject | null) },
  channel: connector?.channel ?? channels.find((one) => !one.isReady)?.id ?? "",
  address: connector?.address ?? "",
  price: connector?.price == null ? "" : String(connector.price),
  settings: connector?.settings ?? {},
});

/** The document: what is empty does not stand in it, nor does what the channel does not know. */
function toDocument(draft: Draft, channel: Channel | undefined): JsonObject & { key: string } {
  const known = Object.keys(channel?.schema.properties ?? {});
  const settings = Object.fromEntries(
    Object.entries(draft.settings).filter(([name, value]) => known.includes(name) && value !== ""),
  );
  return {
    key: draft.key.trim(),
    ...(Object.keys(draft.label).length > 0 ? { label: draft.label } : {}),
    channel: draft.channel,
    ...(draft.address.trim() && channel && channel.schemes.length > 0
      ? { address: draft.address.trim() }
      : {}),
    ...(Number(draft.price) > 0 ? { price: Number(draft.price) } : {}),
    ...(Object.keys(settings).length > 0 ? { settings } : {}),
  };
}

/** Makes or changes a connector and takes it into use. */
export function ConnectorDialog({ connector, channels, onClose }: ConnectorDialogProps) {
  const { t } = useTranslation("messages");
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => begun(connector, channels));
  const [wrong, setWrong] = useState<ProblemEntry[]>([]);
  const channel = channels.find((one) => one.id === draft.channel);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  async function save() {
    try {
      await saveConnector(toDocument(draft, channel));
      showToast({ text: t("saved"), tone: "success" });
      await queries.invalidateQueries({ queryKey: messageKeys.connectors });
      onClose();
    } catch (error) {
      if (error instanceof ApiProblem && error.entries.length > 0) setWrong(error.entries);
      else sayProblem(error, t("failed"));
    }
  }
  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={t(connector ? "edit" : "add")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="primary" disabled={draft.key.trim() === ""} onClick={() => void save()}>
            {t("save")}
          </Button>
        </>
      }
    >
      {wrong.map((one) => (
        <Notice key={`${one.pointer ?? ""} ${one.message}`}>
          {one.message} {one.remedy}
        </Notice>
      ))}
      <div className="dg-messages-form">
        <BasicInputs draft={draft} isNew={!connector} channels={channels} onChange={change} />
        {Object.entries(channel?.schema.properties ?? {})
          .filter(([, schema]) => schema.type !== "object")
          .map(([name, schema]) => (
            <SettingInput
              key={name}
              name={name}
              schema={schema}
              isRequired={channel?.schema.required?.includes(name) ?? false}
              value={draft.settings[name] ?? ""}
              onChange={(value) => change({ settings: { ...draft.settings, [name]: value } })}
            />
          ))}
      </div>
    </Dialog>
  );
}

interface BasicInputsProps {
  draft: Draft;
  isNew: boolean;
  channels: Channel[];
  onChange: (part: Partial<Draft>) => void;
}

function BasicInputs({ draft, isNew, channels, onChange }: BasicInputsProps) {
  const { t, i18n } = useTranslation("messages");
  const language = i18n.language.startsWith("en") ? "en" : "zh";
  const channel = channels.find((one) => one.id === draft.channel);
  const text = (name: "key" | "address" | "price", hint = "") => (
    <Labelled label={t(name)}>
      {(id) => (
        <TextInput
          id={id}
          value={draft[name]}
          placeholder={hint}
          inputMode={name === "price" ? "decimal" : "text"}
          onChange={({ target }) => onChange({ [name]: target.value })}
        />
      )}
    </Labelled>
  );
  return (
    <>
      {isNew && text("key", "customerSms")}
      <Labelled label={t("name")}>
        {(id) => (
          <TextInput
            id={id}
            value={String(draft.label[language] ?? "")}
            onChange={({ target }) =>
              onChange({ label: { ...draft.label, [language]: target.value } })
            }
          />
        )}
      </Labelled>
      <Labelled label={t("channel")}>
        {(id) => (
          <NativeSelect
            id={id}
            value={draft.channel}
            onChange={({ target }) => onChange({ channel: target.value })}
          >
            {channels.map((one) => (
              <option key={one.id} value={one.id}>
                {t(`channels.${one.id}`, { defaultValue: one.id })}
              </option>
            ))}
          </NativeSelect>
        )}
      </Labelled>
      {channel &&
        channel.schemes.length > 0 &&
        text(
          "address",
          channel.usualAddress
            ? t("usualAddress", { address: channel.usualAddress })
            : `${channel.schemes[0] ?? "https"}://`,
        )}
      {text("price")}
    </>
  );
}

function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

interface SettingInputProps {
  name: string;
  schema: SettingSchema;
  isRequired: boolean;
  value: Json;
  onChange: (value: Json) => void;
}

function SettingInput({ name, schema, isRequired, value, onChange }: SettingInputProps) {
  const { t } = useTranslation("messages");
  const label = t(`settings.${name}`, { defaultValue: name }) + (isRequired ? " *" : "");
  if (schema.type === "boolean") {
    return (
      <label>
        <input
          type="checkbox"
          checked={value === true}
          onChange={({ target }) => onChange(target.checked)}
        />{" "}
        {label}
      </label>
    );
  }
  return (
    <Labelled label={label}>
      {(id) =>
        schema.enum ? (
          <NativeSelect
            id={id}
            value={String(value)}
            onChange={({ target }) => onChange(target.value)}
          >
            <option value="">—</option>
            {schema.enum.map((one) => (
              <option key={one} value={one}>
                {t(`choices.${name}.${one}`, { defaultValue: one })}
              </option>
            ))}
          </NativeSelect>
        ) : (
          <TextInput
            id={id}
            value={String(value)}
            required={isRequired}
            onChange={({ target }) => onChange(target.value)}
          />
        )
      }
    </Labelled>
  );
}
