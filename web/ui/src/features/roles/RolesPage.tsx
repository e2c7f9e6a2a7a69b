import { freeDocumentKey } from "@dougong/kit/designer";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, Chip, EmptyState, ErrorState } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect } from "react";
import { Link, useNavigate } from "react-router";
import { listRoles, roleKeys } from "./api.ts";
import "./texts.ts";
import "./RoleDesigner.css";

/** The roles of the workspace; each opens in its designer. */
export function RolesPage() {
  const { t } = useTranslation("roles");
  const navigate = useNavigate();
  const roles = useQuery({ queryKey: roleKeys.names, queryFn: listRoles });
  useEffect(() => {
    document.title = t("list.title");
  }, [t]);
  const begin = async () => {
    const key = await freeDocumentKey("role", "role");
    await navigate(`/design/role/${key}?new`);
  };
  if (roles.error) {
    return <ErrorState error={roles.error} onRetry={() => void roles.refetch()} isPage />;
  }
  return (
    <div className="dg-roles-page">
      <header className="dg-page-head">
        <h1>{t("list.title")}</h1>
        <Button type="primary" onClick={() => void begin()}>
          {t("list.new")}
        </Button>
      </header>
      {!roles.data && <Bones lines={5} />}
      {roles.data?.length === 0 && (
        <EmptyState title={t("list.empty")} text={t("list.emptyText")} />
      )}
      <ul>
        {roles.data?.map(({ key, label, version, hasDraft }) => (
          <li key={key}>
            <Link to={`/design/role/${encodeURIComponent(key)}`}>{labelText(label, key)}</Link>{" "}
            {(hasDraft || version === 0) && <Chip text={t("list.draft")} color="orange" />}
          </li>
        ))}
      </ul>
      <p>{t("list.admin")}</p>
    </div>
  );
}
