import { formatInstant, labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState, showToast } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { sayProblem } from "../problem.ts";
import { AccountsDialog } from "./AccountsDialog.tsx";
import {
  type Channel,
  type Connector,
  listConnectors,
  messageKeys,
  putSecret,
  removeSecret,
  type Secret,
} from "./api.ts";
import { ConnectorDialog } from "./ConnectorDialog.tsx";
import { HookList } from "./HookList.tsx";
import { SecretDialog } from "./SecretDialog.tsx";
import { TrialDialog } from "./TrialDialog.tsx";
import "./texts.ts";
import "./messages.css";

/** The outside services of the shop, with their secrets, which go in and are never shown. */
export function ConnectorsPage() {
  const { t } = useTranslation("messages");
  const [edited, setEdited] = useState<Connector | "new" | null>(null);
  const all = useQuery({ queryKey: messageKeys.connectors, queryFn: listConnectors });
  useEffect(() => {
    document.title = t("connectors");
  }, [t]);
  if (all.error) return <ErrorState error={all.error} onRetry={() => void all.refetch()} isPage />;
  return (
    <div className="dg-messages">
      <header className="dg-page-head">
        <h1>{t("connectors")}</h1>
        <Link className="dg-messages-link" to="/admin/messages">
          {t("toMessages")}
        </Link>
        <Link className="dg-messages-link" to="/admin/syncs">
          {t("toSyncs")}
        </Link>
        <Button type="primary" onClick={() => setEdited("new")}>
          {t("add")}
        </Button>
      </header>
      {!all.data && <Bones lines={6} />}
      {all.data?.items.length === 0 && <p>{t("noConnectors")}</p>}
      <ul>
        {all.data?.items.map((connector) => (
          <Item
            key={connector.key}
            connector={connector}
            channels={all.data.channels}
            onEdit={() => setEdited(connector)}
          />
        ))}
      </ul>
      <HookList />
      {edited && all.data && (
        <ConnectorDialog
          connector={edited === "new" ? null : edited}
          channels={all.data.channels}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}

interface ItemProps {
  connector: Connector;
  channels: Channel[];
  onEdit: () => void;
}

function Item({ connector, channels, onEdit }: ItemProps) {
  const { t } = useTranslation("messages");
  const [isTrying, setIsTrying] = useState(false);
  const [isNaming, setIsNaming] = useState(false);
  const channel = channels.find((one) => one.id === connector.channel);
  const address = connector.address ?? channel?.usualAddress;
  return (
    <li>
      <p className="dg-messages-head">
        <strong>{labelText(connector.label ?? undefined, connector.key)}</strong>
        <span>
          {connector.channel &&
            t(`channels.${connector.channel}`, { defaultValue: connector.channel })}
        </span>
      </p>
      {address && <p className="dg-messages-body">{address}</p>}
      {!connector.isUsable && <p className="dg-messages-wrong">{t("unusable")}</p>}
      {connector.secrets.map((secret) => (
        <SecretLine key={secret.name} connector={connector.key} secret={secret} />
      ))}
      <p className="dg-messages-acts">
        <Button onClick={onEdit}>{t("edit")}</Button>
        {connector.isUsable && <Button onClick={() => setIsTrying(true)}>{t("trial")}</Button>}
        {connector.isUsable && channel?.hasAccounts && (
          <Button onClick={() => setIsNaming(true)}>{t("accounts")}</Button>
        )}
      </p>
      {isNaming && <AccountsDialog connector={connector.key} onClose={() => setIsNaming(false)} />}
      {isTrying && <TrialDialog connector={connector.key} onClose={() => setIsTrying(false)} />}
    </li>
  );
}

function SecretLine({ connector, secret }: { connector: string; secret: Secret }) {
  const { t } = useTranslation("messages");
  const queries = useQueryClient();
  const [isEntered, setIsEntered] = useState(false);
  const name = t(`secrets.${secret.name}`, { defaultValue: secret.name });
  async function remove() {
    try {
      await removeSecret(connector, secret.name);
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    await queries.invalidateQueries({ queryKey: messageKeys.connectors });
  }
  const state = secret.isSet ? (secret.isGood ? "Set" : "Stale") : missing(secret);
  return (
    <div className="dg-messages-secret" data-good={secret.isGood || secret.isOptional}>
      <span>{name}</span>
      <span className="dg-messages-facts">
        {t(`secret${state}`, { at: secret.setAt ? formatInstant(secret.setAt, "short") : "" })}
      </span>
      <Button
        size="small"
        onClick={() => setIsEntered(true)}
        aria-label={`${t(secret.isSet ? "replaceSecret" : "enterSecret")} ${name}`}
      >
        {t(secret.isSet ? "replaceSecret" : "enterSecret")}
      </Button>
      {secret.isSet && (
        <Button
          size="small"
          onClick={() => void remove()}
          aria-label={`${t("removeSecret")} ${name}`}
        >
          {t("removeSecret")}
        </Button>
      )}
      {isEntered && (
        <SecretDialog
          name={name}
          onSave={async (value) => {
            await putSecret(connector, secret.name, value);
            await queries.invalidateQueries({ queryKey: messageKeys.connectors });
          }}
          onClose={(isSaved) => {
            setIsEntered(false);
            if (isSaved) showToast({ text: t("secretSaved"), tone: "success" });
          }}
        />
      )}
    </div>
  );
}

const missing = (secret: Secret) => (secret.isOptional ? "Optional" : "Missing");
