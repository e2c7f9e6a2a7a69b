import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, TextInput } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import { PersonPicker } from "../inbox/PersonPicker.tsx";
import { sayProblem } from "../problem.ts";
import { listAccounts, messageKeys, putAccount } from "./api.ts";

interface AccountsDialogProps {
  connector: string;
  onClose: () => void;
}

/** What people are called in the app of a connector, where it is not their sign-in name. */
export function AccountsDialog({ connector, onClose }: AccountsDialogProps) {
  const { t } = useTranslation("messages");
  const id = useId();
  const queries = useQueryClient();
  const [person, setPerson] = useState("");
  const [account, setAccount] = useState("");
  const all = useQuery({
    queryKey: messageKeys.accounts(connector),
    queryFn: () => listAccounts(connector),
  });
  async function put(user: string, name: string) {
    try {
      await putAccount(connector, user, name);
      setPerson("");
      setAccount("");
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    await queries.invalidateQueries({ queryKey: messageKeys.accounts(connector) });
  }
  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={t("accounts")}
      footer={<Button onClick={onClose}>{t("close")}</Button>}
    >
      <div className="dg-messages dg-messages-form">
        <p>{t("accountsHint")}</p>
        <ul>
          {all.data?.map((one) => (
            <li key={one.user} className="dg-messages-head">
              <span>{one.name}</span>
              <span>{one.account}</span>
              <Button
                size="small"
                aria-label={`${t("removeAccount")} ${one.name}`}
                onClick={() => void put(one.user, "")}
              >
                {t("removeAccount")}
              </Button>
            </li>
          ))}
        </ul>
        <PersonPicker value={person} onChange={setPerson} />
        <div>
          <label htmlFor={id}>{t("account")}</label>
          <TextInput id={id} value={account} onChange={({ target }) => setAccount(target.value)} />
        </div>
        <Button
          type="primary"
          disabled={person === "" || account.trim() === ""}
          onClick={() => void put(person, account.trim())}
        >
          {t("saveAccount")}
        </Button>
      </div>
    </Dialog>
  );
}
