import { useTranslation } from "@dougong/kit/i18n";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { listPools, poolKeys } from "./api.ts";
import "./texts.ts";

/** The way to the pools, where there are some. */
export function PoolLink() {
  const { t } = useTranslation("pools");
  const pools = useQuery({ queryKey: poolKeys.list, queryFn: listPools });
  return pools.data && pools.data.length > 0 ? (
    <Link className="dg-pool-link" to="/pools">
      {t("title")}
    </Link>
  ) : null;
}
