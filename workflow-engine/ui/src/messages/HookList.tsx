import { labelText, useTranslation } from "@dougong/kit/i18n";
import { showToast } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { type Hook, type HookSecret, listHooks, messageKeys, putHookSecret } from "./api.ts";
import { SecretDialog } from "./SecretDialog.tsx";

/** The addresses at which other programs deliver, with their secrets, which are never shown. */
export function HookList() {
  const { t } = useTranslation("messages");
  const all = useQuery({ queryKey: messageKeys.hooks, queryFn: listHooks });
  if (!all.data || all.data.length === 0) return null;
  return (
    <section>
      <h2>{t("hooks")}</h2>
      <p>{t("hooksHint")}</p>
      <ul>
        {all.data.map((hook) => (
          <li key={hook.key}>
            <p className="dg-messages-head">
              <strong>{labelText(hook.label ?? undefined, hook.key)}</strong>
            </p>
            <p className="dg-messages-body">
              <code>{`${location.origin}${hook.path}`}</code>
            </p>
            {hook.description && (
              <p className="dg-messages-facts">{labelText(hook.description, "")}</p>
            )}
            {hook.secrets.map((secret) => (
              <HookSecretLine key={secret.name} hook={hook} secret={secret} />
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function HookSecretLine({ hook, secret }: { hook: Hook; secret: HookSecret }) {
  const { t } = useTranslation("messages");
  const queries = useQueryClient();
  const [isEntered, setIsEntered] = useState(false);
  const known = secret.name === "" ? "signingSecret" : secret.name;
  const name = t(`secrets.${known}`, { defaultValue: known });
  const act = t(secret.isSet ? "replaceSecret" : "enterSecret");
  const state = secret.isSet ? "IsSet" : secret.isOptional ? "Optional" : "Missing";
  return (
    <div className="dg-messages-secret" data-good={secret.isSet || secret.isOptional}>
      <span>{name}</span>
      <span className="dg-messages-facts">{t(`secret${state}`)}</span>
      <Button size="small" onClick={() => setIsEntered(true)} aria-label={`${act} ${name}`}>
        {act}
      </Button>
      {isEntered && (
        <SecretDialog
          name={name}
          onSave={async (value) => {
            await putHookSecret(hook.key, secret.name, value);
            await queries.invalidateQueries({ queryKey: messageKeys.hooks });
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
