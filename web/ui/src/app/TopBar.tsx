import { SearchOutlined } from "@ant-design/icons";
import { useSignOut, useWorkspace } from "@dougong/kit/api";
import { chooseLanguage, labelText, useLanguage, useTranslation } from "@dougong/kit/i18n";
import { MenuButton, TextInput } from "@dougong/kit/ui";
import { Button } from "antd";
import { useEffect, useRef } from "react";
import { Link, useNavigate } from "react-router";
import { useUnseenMentions } from "./useUnseenMentions.ts";

export function TopBar() {
  const { t } = useTranslation("web");
  const navigate = useNavigate();
  const language = useLanguage();
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focusSearch = (event: KeyboardEvent) => {
      if (event.key !== "/" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      search.current?.select();
    };
    window.addEventListener("keydown", focusSearch);
    return () => window.removeEventListener("keydown", focusSearch);
  }, []);
  return (
    <header className="dg-top">
      <search className="dg-top-search dg-input-with">
        <SearchOutlined aria-hidden />
        <TextInput
          ref={search}
          type="search"
          placeholder={t("shell.searchHint")}
          aria-label={t("shell.search")}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
            const words = event.currentTarget.value.trim();
            if (words) void navigate(`/search?q=${encodeURIComponent(words)}`);
          }}
        />
      </search>
      <div className="dg-top-actions">
        <MentionsLink />
        <Button type="text" onClick={() => chooseLanguage(language === "zh" ? "en" : "zh")}>
          {language === "zh" ? "English" : "中文"}
        </Button>
        <UserMenu />
      </div>
    </header>
  );
}

function MentionsLink() {
  const { t } = useTranslation("web");
  const count = useUnseenMentions();
  return (
    <Link to="/mentions" className="dg-mentions-link">
      {t("shell.mentions")}
      {count > 0 && <span className="dg-count">{count}</span>}
    </Link>
  );
}

function UserMenu() {
  const { t } = useTranslation("web");
  const navigate = useNavigate();
  const signOut = useSignOut();
  const { user } = useWorkspace().session;
  const items = [
    { key: "profile", label: t("shell.profile"), run: () => void navigate("/profile") },
    { key: "guides", label: t("shell.guides"), run: () => void navigate("/guides") },
    {
      key: "subscriptions",
      label: t("shell.subscriptions"),
      run: () => void navigate("/subscriptions"),
    },
    { key: "recycleBin", label: t("shell.recycleBin"), run: () => void navigate("/recycle-bin") },
    { key: "signOut", label: t("shell.signOut"), run: signOut },
  ];
  return (
    <MenuButton
      hasText
      className="dg-user"
      label={t("shell.userMenu", { name: user.name })}
      items={items}
    >
      <span className="dg-user-face" aria-hidden>
        {user.name.slice(0, 1)}
      </span>
      <span className="dg-user-name">
        {user.name}
        {user.orgUnit && <small>{labelText(user.orgUnit.label)}</small>}
      </span>
    </MenuButton>
  );
}
