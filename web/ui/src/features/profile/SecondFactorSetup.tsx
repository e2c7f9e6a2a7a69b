import { useTranslation } from "@dougong/kit/i18n";
import { Notice, TextInput } from "@dougong/kit/ui";
import { Button, QRCode } from "antd";
import { type FormEvent, useId, useState } from "react";
import { problemWords } from "./problemWords.ts";
import { PasswordQuestion } from "./PasswordQuestion.tsx";
import { RecoveryCodes } from "./RecoveryCodes.tsx";
import { confirmFactor, type Proposal, proposeFactor } from "./secondFactor.ts";
import "./texts.ts";

interface SecondFactorSetupProps {
  onDone: () => void;
  onCancel?: () => void;
}

/** Sets up the second factor: password, picture for the app, first code, recovery codes. */
export function SecondFactorSetup({ onDone, onCancel }: SecondFactorSetupProps) {
  const { t } = useTranslation("account");
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  if (proposal) return <FirstCode proposal={proposal} onCodes={setCodes} onCancel={onCancel} />;
  return (
    <PasswordQuestion
      text={t("factor.setUpText")}
      act={t("factor.next")}
      onCancel={onCancel}
      onPassword={async (password) => setProposal(await proposeFactor(password))}
    />
  );
}

interface FirstCodeProps {
  proposal: Proposal;
  onCodes: (codes: string[]) => void;
  onCancel: (() => void) | undefined;
}

function FirstCode({ proposal, onCodes, onCancel }: FirstCodeProps) {
  const { t } = useTranslation("account");
  const id = useId();
  const [code, setCode] = useState("");
  const [refusal, setRefusal] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  async function confirm(event: FormEvent) {
    event.preventDefault();
    setIsBusy(true);
    try {
      onCodes(await confirmFactor(code));
    } catch (error) {
      setRefusal(problemWords(error, t("factor.failed")));
      setIsBusy(false);
    }
  }
  return (
    <form className="dg-password" onSubmit={(event) => void confirm(event)} noValidate>
      {refusal && <Notice>{refusal}</Notice>}
      <p>{t("factor.scan")}</p>
      <div role="img" aria-label={t("factor.picture")} className="dg-factor-picture">
        <div aria-hidden>
          <QRCode value={proposal.address} size={176} type="svg" />
        </div>
      </div>
      <label htmlFor={`${id}-secret`}>{t("factor.secret")}</label>
      <TextInput id={`${id}-secret`} readOnly value={proposal.secret} />
      <label htmlFor={`${id}-code`}>{t("factor.code")}</label>
      <TextInput
        id={`${id}-code`}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <div className="dg-profile-acts">
        {onCancel && <Button onClick={onCancel}>{t("factor.cancel")}</Button>}
        <Button type="primary" htmlType="submit" loading={isBusy} disabled={code.trim() === ""}>
          {t("factor.confirm")}
        </Button>
      </div>
    </form>
  );
}
