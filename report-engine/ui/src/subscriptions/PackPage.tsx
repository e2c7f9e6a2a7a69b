import { PrinterOutlined } from "@ant-design/icons";
import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { useIsPhone } from "@dougong/kit/lib";
import { Bones, EmptyState, ErrorState } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { boardAddress } from "../dashboard/address.ts";
import { ChoiceText } from "../dashboard/ChoiceText.tsx";
import { inOrderOfPhones, inReadingOrder } from "../dashboard/order.ts";
import { Tile } from "../dashboard/Tile.tsx";
import { fetchPack, type Pack, subscriptionKeys } from "./api.ts";
import "../dashboard/DashboardPage.css";
import "./subscriptions.css";

/** A pack as it was sent. */
export function PackPage() {
  const { id = "" } = useParams();
  const pack = useQuery({
    queryKey: subscriptionKeys.pack(id),
    queryFn: () => fetchPack(id),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (pack.data) return <Sheet pack={pack.data} />;
  if (pack.error) {
    return <ErrorState error={pack.error} onRetry={() => void pack.refetch()} isPage />;
  }
  return <Bones lines={10} />;
}

function Sheet({ pack }: { pack: Pack }) {
  const { t } = useTranslation("subscriptions");
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const { dashboard, choices } = pack;
  const address = boardAddress(dashboard.key, choices);
  useEffect(() => {
    document.title = pack.title;
  }, [pack.title]);
  const byWidget = new Map(pack.items.map((item) => [item.widget, item]));
  const widgets = dashboard.widgets.toSorted(isPhone ? inOrderOfPhones : inReadingOrder);
  return (
    <div className="dg-board dg-pack">
      <header className="dg-page-head dg-board-head">
        <h1>{pack.title}</h1>
        <p className="dg-pack-acts">
          <Link to={address}>{t("pack.now")}</Link>
          <Link to="/subscriptions">{t("pack.back")}</Link>
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t("pack.print")}
          </Button>
        </p>
      </header>
      <p className="dg-pack-said">{t("pack.asSent", { time: formatInstant(pack.at, "short") })}</p>
      {choices.length > 0 && (
        <p className="dg-pack-said">
          {choices.map((choice) => (
            <span key={`${choice.entity}.${choice.field}`}>
              <ChoiceText choice={choice} />
            </span>
          ))}
        </p>
      )}
      {widgets.length === 0 && <EmptyState title={t("pack.empty")} />}
      <div className={isPhone ? "dg-board-column" : "dg-board-grid"}>
        {widgets.map((widget) => (
          <Tile
            key={widget.widget}
            widget={widget}
            filters={dashboard.filters}
            choices={choices}
            answer={byWidget.get(widget.widget)}
            error={null}
            isStale={false}
            isPhone={isPhone}
            onOpen={() => void navigate(address)}
          />
        ))}
      </div>
    </div>
  );
}
