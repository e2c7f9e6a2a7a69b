import { useTranslation } from "@dougong/kit/i18n";
import { Bones, Chip, Dialog, EmptyState, Notice, showToast } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import type { Unit } from "./api.ts";
import { wordsOf } from "./problem.ts";
import { SourceForm } from "./SourceForm.tsx";
import { listSources, type Source, sourceKeys, type SourceKind } from "./sources.ts";

interface Opened {
  source: Source | null;
  kind: SourceKind;
}

/** Where else people may sign in: a list, and one of it to change. */
export function SourcesDialog({ units, onClose }: { units: Unit[]; onClose: () => void }) {
  const { t } = useTranslation("organisation");
  const queries = useQueryClient();
  const [opened, setOpened] = useState<Opened | null>(null);
  const sources = useQuery({ queryKey: sourceKeys, queryFn: listSources, staleTime: 0 });
  async function done(text: string) {
    setOpened(null);
    showToast({ text, tone: "success" });
    await queries.invalidateQueries({ queryKey: sourceKeys });
  }
  return (
    <Dialog isOpen shape="sheet" onClose={onClose} title={t("source.title")}>
      <div className="dg-people-import">
        {sources.error && <Notice>{wordsOf(sources.error, t("failed"))}</Notice>}
        {!sources.data && !sources.error && <Bones lines={4} />}
        {sources.data && !opened && (
          <SourceList
            items={sources.data.items}
            kinds={sources.data.kinds}
            onOpen={(source, kind) => setOpened({ source, kind })}
          />
        )}
        {opened && (
          <SourceForm
            key={opened.source?.id ?? opened.kind.id}
            source={opened.source}
            next={sources.data?.next ?? ""}
            kind={opened.kind}
            units={units}
            onBack={() => setOpened(null)}
            onDone={(text) => void done(text)}
          />
        )}
      </div>
    </Dialog>
  );
}

interface SourceListProps {
  items: Source[];
  kinds: SourceKind[];
  onOpen: (source: Source | null, kind: SourceKind) => void;
}

function SourceList({ items, kinds, onOpen }: SourceListProps) {
  const { t } = useTranslation("organisation");
  const kindOf = (source: Source) => kinds.find(({ id }) => id === source.kind);
  const nameOf = (kind: string) => t(`source.kind.${kind}`, { defaultValue: kind });
  return (
    <>
      <p>{t("source.text")}</p>
      {items.length === 0 && <EmptyState title={t("source.none")} text={t("source.noneText")} />}
      <ul>
        {items.map((source) => {
          const kind = kindOf(source);
          return (
            <li key={source.id}>
              <div>
                {source.label} {!source.active && <Chip text={t("source.off")} color="red" />}
                {kind?.needsSecret && !source.hasSecret && (
                  <Chip text={t("source.noSecret")} color="red" />
                )}
                <small>{nameOf(source.kind)}</small>
              </div>
              {kind && (
                <Button
                  aria-label={t("act.of", { name: source.label })}
                  onClick={() => onOpen(source, kind)}
                >
                  {t("source.change")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {kinds.map((kind) => (
        <Button key={kind.id} onClick={() => onOpen(null, kind)}>
          {t("source.addKind", { kind: nameOf(kind.id) })}
        </Button>
      ))}
    </>
  );
}
