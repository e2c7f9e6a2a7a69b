import { ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import type { ReactNode } from "react";
import { useLanguage } from "../i18n/index.ts";
import { useCoarsePointer, useStillness } from "../lib/index.ts";
import { ToastHost } from "./Toasts.tsx";

const token = {
  colorPrimary: "#0958d9",
  colorPrimaryHover: "#003eb3",
  colorLink: "#0958d9",
  colorLinkHover: "#003eb3",
  colorInfo: "#0958d9",
  colorError: "#cf1322",
  colorTextDescription: "rgba(0,0,0,.65)",
  colorTextPlaceholder: "rgba(0,0,0,.6)",
  borderRadius: 6,
  fontFamily: "var(--dg-font)",
};

/** Tokens, language and message host of every antd widget below. */
export function Appearance({ children }: { children: ReactNode }) {
  const language = useLanguage();
  const isCoarse = useCoarsePointer();
  // antd's style sheets take the animations away then; its lists must not wait for their end.
  const isStill = useStillness();
  return (
    <ConfigProvider
      locale={language === "zh" ? zhCN : enUS}
      theme={{ token: { ...token, controlHeight: isCoarse ? 42 : 34, motion: !isStill } }}
      button={{ autoInsertSpace: false }}
    >
      {children}
      <ToastHost />
    </ConfigProvider>
  );
}
