import { ArrowRightOutlined, PlusOutlined, SearchOutlined } from "@ant-design/icons";
import { useWorkspace } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { mayCreate, navigationGroups, MenuIcon, TextInput } from "@dougong/kit/ui";
import { type FormEvent, useEffect, useState } from "react";
import { Link, useNavigate } from "react-router";
import { GuideTile } from "./GuideTile.tsx";
import "./StartPage.css";

/** The role that may change documents. */
const administrator = "admin";

/** Where a day begins: find somebody, write something down, or go on to a list. */
export function StartPage() {
  const { t } = useTranslation("web");
  const navigate = useNavigate();
  const workspace = useWorkspace();
  const { session } = workspace;
  const [words, setWords] = useState("");
  const groups = navigationGroups(workspace);
  useEffect(() => {
    document.title = t("shell.brand");
  }, [t]);
  function search(event: FormEvent) {
    event.preventDefault();
    if (words.trim()) void navigate(`/search?q=${encodeURIComponent(words.trim())}`);
  }
  return (
    <div className="dg-start">
      <header className="dg-start-head">
        <h1>{t("start.greeting", { name: session.user.name })}</h1>
        <p>{labelText(session.user.orgUnit?.label)}</p>
        <form onSubmit={search} className="dg-input-with">
          <SearchOutlined aria-hidden />
          <TextInput
            type="search"
            className="dg-input-large"
            aria-label={t("shell.search")}
            placeholder={t("shell.searchHint")}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </form>
      </header>
      <GuideTile />
      <section>
        <ul>
          <li className="dg-start-tile">
            <Link to="/tasks">
              <span className="dg-start-icon">
                <MenuIcon name="task" />
              </span>
              <strong>{t("shell.tasks")}</strong>
              <ArrowRightOutlined aria-hidden />
            </Link>
          </li>
          {session.roles.includes(administrator) && (
            <li className="dg-start-tile">
              <Link to="/design/entity/new">
                <span className="dg-start-icon">
                  <MenuIcon name="setting" />
                </span>
                <strong>{t("list.newEntity")}</strong>
                <ArrowRightOutlined aria-hidden />
              </Link>
            </li>
          )}
        </ul>
      </section>
      {groups.map((group) => (
        <section key={group.key} aria-label={group.label}>
          {group.label && <h2>{group.label}</h2>}
          <ul>
            {group.entries.map((entry) => (
              <li key={entry.key} className="dg-start-tile">
                <Link to={entry.to}>
                  <span className="dg-start-icon">
                    <MenuIcon name={entry.icon} />
                  </span>
                  <strong>{entry.label}</strong>
                  <ArrowRightOutlined aria-hidden />
                </Link>
                {mayCreate(workspace, entry) && (
                  <Link
                    to={`/data/${entry.entity}/new`}
                    className="dg-start-add"
                    aria-label={t("list.new", { label: entry.label })}
                  >
                    <PlusOutlined aria-hidden />
                  </Link>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
