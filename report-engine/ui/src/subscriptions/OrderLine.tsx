import { EllipsisOutlined } from "@ant-design/icons";
import { useTranslation } from "@dougong/kit/i18n";
import { Chip, MenuButton, Notice } from "@dougong/kit/ui";
import type { ComponentProps, ReactNode } from "react";
import { ChoiceText } from "../dashboard/ChoiceText.tsx";
import type { Alert } from "./alerts.ts";
import type { Subscription } from "./api.ts";

interface OrderLineProps {
  order: Alert | Subscription;
  title: string;
  /** Its name in the label of its menu. */
  name: string;
  /** What it is, beside the title. */
  mark: ReactNode;
  told: readonly (string | null | undefined | false)[];
  items: ComponentProps<typeof MenuButton>["items"];
}

/** A line of what somebody ordered: what it is, under which filters, what is wrong, its deeds. */
export function OrderLine({ order, title, name, mark, told, items }: OrderLineProps) {
  const { t } = useTranslation("subscriptions");
  return (
    <li>
      <div>
        <strong>{title}</strong> {mark} {order.isPaused && <Chip text={t("paused")} color="gray" />}
        <small>{told.filter(Boolean).join(" · ")}</small>
        {order.filters.map((choice) => (
          <small key={`${choice.entity}.${choice.field}`}>
            <ChoiceText choice={choice} />
          </small>
        ))}
        {order.problem && (
          <Notice tone="warning">
            {[order.problem.message, order.problem.remedy].filter(Boolean).join(" ")}
          </Notice>
        )}
      </div>
      <MenuButton label={t("act.of", { name })} items={items}>
        <EllipsisOutlined aria-hidden />
      </MenuButton>
    </li>
  );
}
