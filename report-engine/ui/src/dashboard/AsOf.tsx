import { useTranslation } from "@dougong/kit/i18n";
import { TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { useId } from "react";
import type { DashboardAddress } from "./address.ts";

const dayLength = 10;

/** The day before today, as the browser has it; the server decides by the shop's zone. */
function yesterday(): string {
  const day = new Date();
  day.setDate(day.getDate() - 1);
  const local = new Date(day.getTime() - day.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, dayLength);
}

/** Looks back to the end of an earlier day; the numbers are told by the history. */
export function AsOf({ address }: { address: DashboardAddress }) {
  const { t } = useTranslation("report");
  const id = useId();
  return (
    <p className="dg-board-as-of" data-past={address.asOf !== null}>
      <label htmlFor={id}>{t("asOf.label")}</label>
      <TextInput
        id={id}
        type="date"
        max={yesterday()}
        value={address.asOf ?? ""}
        onChange={({ target }) => address.lookAt(target.value || null)}
      />
      {address.asOf !== null && (
        <>
          <strong role="status">{t("asOf.said", { day: address.asOf })}</strong>
          <Button size="small" onClick={() => address.lookAt(null)}>
            {t("asOf.now")}
          </Button>
        </>
      )}
    </p>
  );
}
