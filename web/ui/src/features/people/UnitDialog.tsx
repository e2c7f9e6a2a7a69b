import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, NativeSelect, Notice, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { type FormEvent, useId, useState } from "react";
import { addUnit, changeUnit, proposeKey, type Unit, type UnitKind } from "./api.ts";
import { wordsOf } from "./problem.ts";
import { kindsBelow } from "./tree.ts";

/** Which unit is named anew, or below which one a new one comes (null for the top). */
export type UnitDeed = { type: "rename"; unit: Unit } | { type: "add"; parent: Unit | null };

interface UnitDialogProps {
  deed: UnitDeed;
  units: Unit[];
  onClose: () => void;
  onDone: (unit: Unit) => void;
}

/** Names a unit, new or old, in both languages. */
export function UnitDialog({ deed, units, onClose, onDone }: UnitDialogProps) {
  const { t } = useTranslation("organisation");
  const id = useId();
  const kinds = deed.type === "add" ? kindsBelow(deed.parent?.kind ?? null) : [];
  const [kind, setKind] = useState<UnitKind>(kinds.at(-1) ?? "store");
  const [zh, setZh] = useState(deed.type === "rename" ? (deed.unit.labels["zh"] ?? "") : "");
  const [en, setEn] = useState(deed.type === "rename" ? (deed.unit.labels["en"] ?? "") : "");
  const [refusal, setRefusal] = useState("");
  const [isBusy, setIsBusy] = useState(false);

  async function save(event: FormEvent) {
    event.preventDefault();
    const texts = { zh: zh.trim(), en: en.trim() };
    const label = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ""));
    if (!label["zh"] && !label["en"]) {
      setRefusal(t("unit.nameMissing"));
      return;
    }
    setIsBusy(true);
    try {
      onDone(await send(label));
    } catch (error) {
      setRefusal(wordsOf(error, t("failed")));
      setIsBusy(false);
    }
  }

  async function send(label: Record<string, string>): Promise<Unit> {
    if (deed.type === "rename") return changeUnit(deed.unit, { label });
    const taken = new Set(units.map(({ key }) => key));
    const key = await proposeKey(label["zh"] ?? label["en"] ?? "", taken);
    return addUnit({ key, parent: deed.parent?.id ?? null, kind, label });
  }

  const title =
    deed.type === "rename"
      ? t("unit.rename", { name: deed.unit.label })
      : deed.parent
        ? t("unit.addBelow", { name: deed.parent.label })
        : t("unit.addCompany");
  return (
    <Dialog
      isOpen
      shape="box"
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="primary" htmlType="submit" form={id} loading={isBusy}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className="dg-organisation-form"
        onSubmit={(event) => void save(event)}
        noValidate
      >
        {refusal && <Notice>{refusal}</Notice>}
        {kinds.length > 1 && (
          <>
            <label htmlFor={`${id}-kind`}>{t("unit.kind")}</label>
            <NativeSelect
              id={`${id}-kind`}
              value={kind}
              onChange={(event) => setKind(event.target.value as UnitKind)}
            >
              {kinds.map((one) => (
                <option key={one} value={one}>
                  {t(`kind.${one}`)}
                </option>
              ))}
            </NativeSelect>
          </>
        )}
        <label htmlFor={`${id}-zh`}>{t("unit.zh")}</label>
        <TextInput
          id={`${id}-zh`}
          maxLength={100}
          value={zh}
          onChange={(event) => setZh(event.target.value)}
        />
        <label htmlFor={`${id}-en`}>{t("unit.en")}</label>
        <TextInput
          id={`${id}-en`}
          maxLength={100}
          value={en}
          onChange={(event) => setEn(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
