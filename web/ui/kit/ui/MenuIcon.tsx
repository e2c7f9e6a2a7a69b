import {
  AppstoreOutlined,
  BarChartOutlined,
  BookOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  CommentOutlined,
  FileTextOutlined,
  FunnelPlotOutlined,
  GiftOutlined,
  MobileOutlined,
  NotificationOutlined,
  SafetyCertificateOutlined,
  SettingOutlined,
  ShopOutlined,
  ShoppingCartOutlined,
  TagsOutlined,
  TeamOutlined,
  ToolOutlined,
  UserOutlined,
} from "@ant-design/icons";
import type { ComponentType } from "react";

const icons: Record<string, ComponentType> = {
  book: BookOutlined,
  calendar: CalendarOutlined,
  campaign: NotificationOutlined,
  cart: ShoppingCartOutlined,
  chart: BarChartOutlined,
  comment: CommentOutlined,
  file: FileTextOutlined,
  funnel: FunnelPlotOutlined,
  gift: GiftOutlined,
  mobile: MobileOutlined,
  phone: MobileOutlined,
  setting: SettingOutlined,
  shield: SafetyCertificateOutlined,
  shop: ShopOutlined,
  tag: TagsOutlined,
  tags: TagsOutlined,
  task: CheckSquareOutlined,
  team: TeamOutlined,
  tool: ToolOutlined,
  user: UserOutlined,
};

/** The icon that a menu document names; unknown names get the general one. */
export function MenuIcon({ name }: { name?: string | undefined }) {
  const Icon = (name && icons[name]) || AppstoreOutlined;
  return <Icon aria-hidden />;
}
