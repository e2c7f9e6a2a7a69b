import { useSignOut, useWorkspace } from "@dougong/kit/api";
import {
  chooseLanguage,
  labelText,
  languages,
  useLanguage,
  useTranslation,
} from "@dougong/kit/i18n";
import { DeputyPanel } from "@dougong/workflow/people";
import { Button } from "antd";
import { useEffect } from "react";
import { Link } from "react-router";
import { AccountsPanel } from "./AccountsPanel.tsx";
import { PasswordPanel } from "./PasswordPanel.tsx";
import { SecondFactorPanel } from "./SecondFactorPanel.tsx";
import { SessionsPanel } from "./SessionsPanel.tsx";
import "./texts.ts";
import "./ProfilePage.css";

const languageNames = { zh: "中文", en: "English" };

export function ProfilePage() {
  const { t } = useTranslation("web");
  const { t: own } = useTranslation("account");
  const { user, roles, workspace } = useWorkspace().session;
  const isOperator = workspace === "main" && roles.includes("admin");
  const language = useLanguage();
  const leave = useSignOut();
  useEffect(() => {
    document.title = t("shell.profile");
  }, [t]);
  return (
    <div className="dg-profile">
      <header>
        <span className="dg-user-face" aria-hidden>
          {user.name.slice(0, 1)}
        </span>
        <div>
          <h1>{user.name}</h1>
          <p>{[user.username, labelText(user.orgUnit?.label)].filter(Boolean).join(" · ")}</p>
        </div>
      </header>
      <section>
        <h2>{own("language")}</h2>
        <div className="dg-profile-languages" role="group" aria-label={own("language")}>
          {languages.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === language}
              onClick={() => chooseLanguage(one)}
            >
              {languageNames[one]}
            </button>
          ))}
        </div>
      </section>
      <DeputyPanel />
      <PasswordPanel />
      <SecondFactorPanel />
      <AccountsPanel />
      <SessionsPanel />
      <section>
        <h2>{own("roles")}</h2>
        <p>{roles.join(", ")}</p>
      </section>
      <nav aria-label={t("shell.profile")}>
        <Link to="/guides">{t("shell.guides")}</Link>
        <Link to="/mentions">{t("shell.mentions")}</Link>
        <Link to="/subscriptions">{t("shell.subscriptions")}</Link>
        <Link to="/search">{t("shell.search")}</Link>
        <Link to="/recycle-bin">{t("shell.recycleBin")}</Link>
        <Link to="/about">{own("links.about")}</Link>
        {roles.includes("admin") && <Link to="/admin/people">{t("list.people")}</Link>}
        {roles.includes("admin") && <Link to="/admin/guides">{own("links.guides")}</Link>}
        {roles.includes("admin") && <Link to="/admin/audit">{t("list.audit")}</Link>}
        {roles.includes("admin") && <Link to="/admin/modules">{own("links.modules")}</Link>}
        {roles.includes("admin") && <Link to="/admin/packages">{t("list.packages")}</Link>}
        {roles.includes("admin") && <Link to="/admin/samples">{own("links.samples")}</Link>}
        {roles.includes("admin") && <Link to="/admin/backups">{own("links.backups")}</Link>}
        {roles.includes("admin") && <Link to="/admin/personal-data">{own("links.personal")}</Link>}
        {roles.includes("admin") && <Link to="/admin/operations">{own("links.operations")}</Link>}
        {isOperator && <Link to="/admin/workspaces">{own("links.workspaces")}</Link>}
      </nav>
      <Button danger size="large" onClick={leave}>
        {t("shell.signOut")}
      </Button>
    </div>
  );
}
