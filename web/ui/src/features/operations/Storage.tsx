import { formatDecimal, useTranslation } from "@dougong/kit/i18n";
import type { OperationsState, Size } from "./api.ts";

const megabytes = (bytes: number) => formatDecimal(String(bytes / 1_000_000), 0, 1);

/** How large the database is, and what of it the records of each entity take. */
export function Storage({
  database,
  entities,
  platform,
}: Pick<OperationsState, "database" | "entities" | "platform">) {
  const { t } = useTranslation("operations");
  const row = (key: string, name: string, size: Size) => (
    <tr key={key} data-table={key}>
      <th scope="row">{name}</th>
      <td>{formatDecimal(String(size.rows))}</td>
      <td>{t("storage.size", { size: megabytes(size.bytes) })}</td>
    </tr>
  );
  return (
    <section className="dg-operations-panel" aria-labelledby="operations-storage">
      <h2 id="operations-storage">{t("storage.title")}</h2>
      {database && (
        <p>
          {t("storage.database", {
            version: database.version,
            size: megabytes(database.bytes),
            connections: database.connections,
            most: database.mostConnections,
          })}
        </p>
      )}
      <table className="dg-operations-table">
        <thead>
          <tr>
            <th scope="col">{t("storage.what")}</th>
            <th scope="col">{t("storage.rows")}</th>
            <th scope="col">{t("storage.bytes")}</th>
          </tr>
        </thead>
        <tbody>
          {entities.map((one) => row(one.key, one.label, one))}
          {platform.map((one) =>
            row(`/${one.table}`, t("storage.table", { table: one.table }), one),
          )}
        </tbody>
      </table>
    </section>
  );
}
