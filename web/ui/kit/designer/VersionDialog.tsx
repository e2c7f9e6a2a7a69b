import { useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { type Json, useWorkspace } from "../api/index.ts";
import { formatInstant, useTranslation } from "../i18n/index.ts";
import { Bones, Dialog, ErrorState, showToast } from "../ui/index.ts";
import type { BarEditing } from "./barEditing.ts";
import { type Difference, differences } from "./differences.ts";
import { namesIn, pathInWords, valueInWords, type Words } from "./differenceWords.ts";
import { type Item, type PublishedVersion, readVersion, readVersions } from "./documents.ts";

/** What is shown of one comparison; more than a person reads is counted. */
const mostLines = 100;
const longestValue = 120;

interface VersionDialogProps {
  editing: BarEditing;
  onClose: () => void;
}

/** What was published when and by whom, how it differs from the draft, and the way back to it. */
export function VersionDialog({ editing, onClose }: VersionDialogProps) {
  const { t } = useTranslation("design");
  const { documents } = editing;
  const [kind, setKind] = useState(documents.at(-1)?.kind ?? "");
  const content = documents.find((one) => one.kind === kind)?.content;
  return (
    <Dialog isOpen onClose={onClose} title={t("versions.title")} shape="sheet">
      {documents.length > 1 && (
        <Segmented
          value={kind}
          options={documents.map((one) => ({ value: one.kind, label: t(`kind.${one.kind}`) }))}
          onChange={setKind}
        />
      )}
      {content && (
        <Versions
          key={kind}
          item={{ kind, key: content.key }}
          draft={content}
          onRestore={(number, restored) => {
            editing.replace(t("versions.step", { version: number }), kind, restored);
            showToast({ text: t("versions.restored", { version: number }) });
            onClose();
          }}
        />
      )}
    </Dialog>
  );
}

type Content = BarEditing["documents"][number]["content"];

interface VersionsProps {
  item: Item;
  draft: Content;
  onRestore: (version: number, content: Content) => void;
}

function Versions({ item, draft, onRestore }: VersionsProps) {
  const { t } = useTranslation("design");
  const [opened, setOpened] = useState<number | null>(null);
  const versions = useQuery({
    queryKey: ["versions", item.kind, item.key],
    queryFn: () => readVersions(item),
  });
  if (versions.error) {
    return <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />;
  }
  if (!versions.data) return <Bones lines={4} />;
  if (versions.data.length === 0) return <p>{t("state.never")}</p>;
  const [newest] = versions.data;
  return (
    <ol className="dg-designer-versions">
      {versions.data.map((one) => (
        <li key={one.version}>
          <button
            type="button"
            aria-expanded={opened === one.version}
            disabled={one.removed}
            onClick={() => setOpened(opened === one.version ? null : one.version)}
          >
            <VersionName version={one} isUsed={one === newest && !one.removed} />
          </button>
          {opened === one.version && (
            <Comparison item={item} version={one.version} draft={draft} onRestore={onRestore} />
          )}
        </li>
      ))}
    </ol>
  );
}

function VersionName({ version, isUsed }: { version: PublishedVersion; isUsed: boolean }) {
  const { t } = useTranslation("design");
  return (
    <>
      <strong>{t("versions.name", { version: version.version })}</strong>
      <span>
        {formatInstant(version.publishedAt, "short")}
        {version.publishedBy && ` · ${version.publishedBy}`}
      </span>
      {isUsed && <em>{t("versions.used")}</em>}
      {version.removed && <em>{t("versions.removed")}</em>}
    </>
  );
}

function Comparison(props: VersionsProps & { version: number }) {
  const { item, version, draft, onRestore } = props;
  const { t } = useTranslation("design");
  const content = useQuery({
    queryKey: ["versions", item.kind, item.key, version],
    queryFn: () => readVersion(item, version),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const words = useWords([draft, content.data], draft["entity"]);
  if (content.error) {
    return <ErrorState error={content.error} onRetry={() => void content.refetch()} />;
  }
  const { data } = content;
  if (!data) return <Bones lines={2} />;
  const found = differences(data, draft);
  if (found.length === 0) return <p>{t("versions.same")}</p>;
  return (
    <div className="dg-designer-comparison">
      <p>{t("versions.differences", { count: found.length })}</p>
      <dl>
        {found.slice(0, mostLines).map((one) => (
          <DifferenceLine key={one.path.join("/")} difference={one} words={words} />
        ))}
      </dl>
      {found.length > mostLines && <p>{t("versions.more", { count: found.length - mostLines })}</p>}
      <Button onClick={() => onRestore(version, data)}>{t("versions.restore")}</Button>
    </div>
  );
}

/** Words for what two versions of a document name, and for the entity that they are about. */
function useWords(documents: readonly unknown[], entityKey: unknown): Words {
  const { t } = useTranslation("design");
  const { metadata } = useWorkspace();
  const entity = typeof entityKey === "string" ? metadata.entity(entityKey) : undefined;
  return {
    yes: t("versions.yes"),
    no: t("versions.no"),
    comma: t("versions.comma"),
    property: (name) => t(`property.${name}`, { defaultValue: name }),
    names: namesIn([...documents, entity]),
  };
}

/** What came, went, or became something else. */
function DifferenceLine({ difference, words }: { difference: Difference; words: Words }) {
  const { t } = useTranslation("design");
  const { path, before, after } = difference;
  const kind = before === undefined ? "added" : after === undefined ? "gone" : "changed";
  return (
    <>
      <dt>
        {t(`versions.${kind}`)} {pathInWords(path, words)}
      </dt>
      <dd>
        {before !== undefined && <del>{short(before, words)}</del>}
        {kind === "changed" && " → "}
        {after !== undefined && <ins>{short(after, words)}</ins>}
      </dd>
    </>
  );
}

function short(value: Json, words: Words): string {
  const text = valueInWords(value, words);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
