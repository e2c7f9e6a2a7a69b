import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, Dialog, Notice, showToast } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import {
  keys,
  listRoles,
  type Person,
  readDemand,
  removeFactor,
  type RoleName,
  setDemand,
} from "./api.ts";
import { sayProblem, wordsOf } from "./problem.ts";

/** Takes the second factor of somebody away whose device and recovery codes are lost. */
export function ResetFactorDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation("organisation");
  const queries = useQueryClient();
  async function reset() {
    try {
      await removeFactor(person.id);
      showToast({ text: t("factor.wasReset", { name: person.name }), tone: "success" });
      onClose();
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    await queries.invalidateQueries({ queryKey: keys.all });
  }
  return (
    <Dialog
      isOpen
      shape="box"
      onClose={onClose}
      title={t("factor.reset", { name: person.name })}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="primary" danger onClick={() => void reset()}>
            {t("factor.doReset")}
          </Button>
        </>
      }
    >
      <p>{t("factor.resetText", { name: person.name })}</p>
    </Dialog>
  );
}

/** Roles whose people must have a second factor. */
export function DemandDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("organisation");
  const roles = useQuery({ queryKey: keys.roles, queryFn: listRoles, staleTime: 60_000 });
  const demand = useQuery({ queryKey: keys.demand, queryFn: readDemand, staleTime: 0, gcTime: 0 });
  return (
    <Dialog isOpen shape="sheet" onClose={onClose} title={t("factor.demand")}>
      {(roles.error ?? demand.error) && <Notice>{t("failed")}</Notice>}
      {roles.data && demand.data ? (
        <DemandForm roles={roles.data} demanded={demand.data} onClose={onClose} />
      ) : (
        <Bones lines={4} />
      )}
    </Dialog>
  );
}

interface DemandFormProps {
  roles: RoleName[];
  demanded: string[];
  onClose: () => void;
}

function DemandForm({ roles, demanded, onClose }: DemandFormProps) {
  const { t } = useTranslation("organisation");
  const [chosen, setChosen] = useState(demanded);
  const [refusal, setRefusal] = useState("");
  const offered = [
    ...roles.map(({ key, label }) => ({ key, text: labelText(label, key) })),
    { key: "admin", text: t("person.admin") },
  ];
  async function save() {
    try {
      await setDemand(chosen.filter((key) => offered.some((one) => one.key === key)));
      showToast({ text: t("factor.demandSaved"), tone: "success" });
      onClose();
    } catch (error) {
      setRefusal(wordsOf(error, t("failed")));
    }
  }
  return (
    <div className="dg-organisation-form">
      {refusal && <Notice>{refusal}</Notice>}
      <p>{t("factor.demandText")}</p>
      <fieldset className="dg-organisation-roles">
        <legend>{t("person.roles")}</legend>
        {offered.map(({ key, text }) => (
          <label key={key}>
            <input
              type="checkbox"
              checked={chosen.includes(key)}
              onChange={(event) =>
                setChosen(
                  event.target.checked ? [...chosen, key] : chosen.filter((one) => one !== key),
                )
              }
            />
            {text}
          </label>
        ))}
      </fieldset>
      <div className="dg-organisation-line">
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button type="primary" onClick={() => void save()}>
          {t("save")}
        </Button>
      </div>
    </div>
  );
}
