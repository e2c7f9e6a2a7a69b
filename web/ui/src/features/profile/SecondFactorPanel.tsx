import { useTranslation } from "@dougong/kit/i18n";
import { Bones, Chip, Notice, showToast } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { PasswordQuestion } from "./PasswordQuestion.tsx";
import { RecoveryCodes } from "./RecoveryCodes.tsx";
import { endFactor, type FactorState, factorKeys, readFactor, renewCodes } from "./secondFactor.ts";
import { SecondFactorSetup } from "./SecondFactorSetup.tsx";
import "./texts.ts";

type Deed = "setUp" | "renew" | "end" | null;

/** The own second factor: on or off, how many recovery codes are left. */
export function SecondFactorPanel() {
  const { t } = useTranslation("account");
  const queries = useQueryClient();
  const state = useQuery({ queryKey: factorKeys, queryFn: readFactor });
  const [deed, setDeed] = useState<Deed>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  async function close() {
    setDeed(null);
    setCodes(null);
    await queries.invalidateQueries({ queryKey: factorKeys });
  }
  const cancel = () => void close();
  return (
    <section>
      <h2>{t("factor.title")}</h2>
      {state.isPending && <Bones lines={1} />}
      {state.error && <p>{t("factor.unread")}</p>}
      {state.data && deed === null && <Standing state={state.data} onDeed={setDeed} />}
      {deed === "setUp" && <SecondFactorSetup onDone={cancel} onCancel={cancel} />}
      {deed === "renew" &&
        (codes ? (
          <RecoveryCodes codes={codes} onDone={cancel} />
        ) : (
          <PasswordQuestion
            text={t("factor.renewText")}
            act={t("factor.renew")}
            onCancel={cancel}
            onPassword={async (password) => setCodes(await renewCodes(password))}
          />
        ))}
      {deed === "end" && (
        <PasswordQuestion
          text={t("factor.endText")}
          act={t("factor.end")}
          onCancel={cancel}
          onPassword={async (password) => {
            await endFactor(password);
            showToast({ text: t("factor.ended"), tone: "success" });
            await close();
          }}
        />
      )}
    </section>
  );
}

const fewCodes = 3;

function Standing({ state, onDeed }: { state: FactorState; onDeed: (deed: Deed) => void }) {
  const { t } = useTranslation("account");
  if (!state.on) {
    return (
      <>
        <p>{t("factor.offText")}</p>
        <Button onClick={() => onDeed("setUp")}>{t("factor.setUp")}</Button>
      </>
    );
  }
  return (
    <>
      <p>
        <Chip text={t("factor.on")} color="green" />{" "}
        {t("factor.left", { count: state.recoveryCodes })}
      </p>
      {state.recoveryCodes < fewCodes && <Notice tone="warning">{t("factor.few")}</Notice>}
      <div className="dg-profile-acts">
        <Button onClick={() => onDeed("renew")}>{t("factor.renew")}</Button>
        {!state.demanded && (
          <Button danger onClick={() => onDeed("end")}>
            {t("factor.end")}
          </Button>
        )}
      </div>
    </>
  );
}
