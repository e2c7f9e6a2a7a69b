import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, showToast } from "@dougong/kit/ui";
import { DeputyDialog, HandOverDialog } from "@dougong/workflow/people";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { DemandDialog, ResetFactorDialog } from "./FactorDialogs.tsx";
import { keys, type MadePerson, type Person, resetPassword, type Unit } from "./api.ts";
import { ImportDialog } from "./ImportDialog.tsx";
import { PersonDialog } from "./PersonDialog.tsx";
import type { PersonDeed } from "./PersonLine.tsx";
import { sayProblem } from "./problem.ts";
import { SessionsDialog } from "./SessionsDialog.tsx";
import { SourcesDialog } from "./SourcesDialog.tsx";
import { StartPassword } from "./StartPassword.tsx";

/** What somebody is about to do, with whom. */
export type ChosenDeed =
  | { type: "add" }
  | { type: "demand" }
  | { type: "import" }
  | { type: "sources" }
  | { type: PersonDeed; person: Person };

interface PersonDeedsProps {
  deed: ChosenDeed | null;
  unit: Unit | null;
  units: Unit[];
  onDeed: (deed: ChosenDeed | null) => void;
}

/** The dialog of what is being done, and the password that came of it. */
export function PersonDeeds({ deed, unit, units, onDeed }: PersonDeedsProps) {
  const { t } = useTranslation("organisation");
  const queries = useQueryClient();
  const [made, setMade] = useState<MadePerson | null>(null);
  const close = () => onDeed(null);
  async function done(person: MadePerson, text: string) {
    close();
    if (person.startPassword) setMade(person);
    else showToast({ text, tone: "success" });
    await queries.invalidateQueries({ queryKey: keys.all });
  }
  return (
    <>
      {(deed?.type === "add" || deed?.type === "change") && (
        <PersonDialog
          person={deed.type === "change" ? deed.person : null}
          unit={unit?.archived ? null : (unit?.id ?? null)}
          units={units}
          onClose={close}
          onDone={(person) =>
            void done(
              person,
              t(deed.type === "add" ? "said.added" : "said.saved", { name: person.name }),
            )
          }
        />
      )}
      {deed?.type === "reset" && (
        <ResetDialog
          person={deed.person}
          onClose={close}
          onDone={(person) => void done(person, "")}
        />
      )}
      {deed?.type === "factor" && <ResetFactorDialog person={deed.person} onClose={close} />}
      {deed?.type === "demand" && <DemandDialog onClose={close} />}
      {deed?.type === "sources" && <SourcesDialog units={units} onClose={close} />}
      {deed?.type === "import" && <ImportDialog onClose={close} />}
      {deed?.type === "sessions" && <SessionsDialog person={deed.person} onClose={close} />}
      {deed?.type === "away" && <DeputyDialog user={deed.person.id} onClose={close} />}
      {deed?.type === "handOver" && <HandOverDialog leaver={deed.person} onClose={close} />}
      {made?.startPassword && (
        <StartPassword
          username={made.username}
          password={made.startPassword}
          onClose={() => setMade(null)}
        />
      )}
    </>
  );
}

interface ResetDialogProps {
  person: Person;
  onClose: () => void;
  onDone: (person: MadePerson) => void;
}

function ResetDialog({ person, onClose, onDone }: ResetDialogProps) {
  const { t } = useTranslation("organisation");
  const [isBusy, setIsBusy] = useState(false);
  async function reset() {
    setIsBusy(true);
    try {
      onDone(await resetPassword(person.id));
    } catch (error) {
      sayProblem(error, t("failed"));
      setIsBusy(false);
    }
  }
  return (
    <Dialog
      isOpen
      shape="box"
      onClose={onClose}
      title={t("reset.title", { name: person.name })}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="primary" danger loading={isBusy} onClick={() => void reset()}>
            {t("reset.act")}
          </Button>
        </>
      }
    >
      <p>{t("reset.text", { name: person.name })}</p>
    </Dialog>
  );
}
