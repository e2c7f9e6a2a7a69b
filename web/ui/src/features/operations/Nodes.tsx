import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import type { RunningNode } from "./api.ts";

/** Processes of the application that said lately that they live. */
export function Nodes({ nodes }: { nodes: RunningNode[] }) {
  const { t } = useTranslation("operations");
  return (
    <section className="dg-operations-panel" aria-labelledby="operations-nodes">
      <h2 id="operations-nodes">{t("nodes.title", { count: nodes.length })}</h2>
      <ul className="dg-operations-nodes">
        {nodes.map((node) => (
          <li key={node.id}>
            <strong>{node.host}</strong>
            {node.isThis && <span className="dg-operations-mark">{t("nodes.this")}</span>}
            <small>{t("nodes.versions", { version: node.version, java: node.java })}</small>
            <small>
              {t("nodes.since")}{" "}
              <time dateTime={node.startedAt}>{formatInstant(node.startedAt)}</time>
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
