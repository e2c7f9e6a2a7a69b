import { useTranslation } from "@dougong/kit/i18n";
import { useQuery } from "@tanstack/react-query";
import { Checkbox } from "antd";
import { listWays, subscriptionKeys } from "./api.ts";

/** By what it is sent; the notice always comes. */
export function WaysInput({
  value,
  onChange,
}: {
  value: readonly string[];
  onChange: (ways: string[]) => void;
}) {
  const { t } = useTranslation("subscriptions");
  const ways = useQuery({ queryKey: subscriptionKeys.ways, queryFn: listWays });
  return (
    <fieldset className="dg-ways">
      <legend>{t("ways")}</legend>
      <Checkbox checked disabled>
        {t("notice")}
      </Checkbox>
      {ways.data?.map((way) => (
        <Checkbox
          key={way.key}
          checked={value.includes(way.key)}
          disabled={!way.isReachable && !value.includes(way.key)}
          onChange={({ target }) =>
            onChange(target.checked ? [...value, way.key] : value.filter((one) => one !== way.key))
          }
        >
          {way.label}
          {(!way.isReachable || way.isGroup) && (
            <small>{t(way.isReachable ? "group" : "noAddress")}</small>
          )}
        </Checkbox>
      ))}
    </fieldset>
  );
}
