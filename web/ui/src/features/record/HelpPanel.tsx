import {
  type EntityMetadata,
  type FieldMetadata,
  type HelpMetadata,
  listRecords,
  readRecord,
  type RecordJson,
  recordKeys,
  useWorkspace,
} from "@dougong/kit/api";
import {
  asLink,
  asList,
  asText,
  FieldDisplay,
  isBlank,
  optionsOf,
  plainValue,
  quote,
  recordTitle,
  useFieldTypes,
} from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { useDebounced } from "@dougong/kit/lib";
import { Bones, showToast, TextInput } from "@dougong/kit/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Link } from "react-router";
import "./besideTexts.ts";
import "./HelpPanel.css";

interface HelpPanelProps {
  entity: EntityMetadata;
  record: RecordJson;
}

/** What the entity's document gives to look up beside a record, each with its search. */
export default function HelpPanel({ entity, record }: HelpPanelProps) {
  const { metadata } = useWorkspace();
  return (
    <div className="dg-helps">
      {(entity.help ?? []).map((help, place) => {
        const other = metadata.entity(help.entity);
        return other ? (
          // oxlint-disable-next-line react/no-array-index-key -- their order is all that tells them apart
          <Help key={place} entity={entity} record={record} help={help} other={other} />
        ) : null;
      })}
    </div>
  );
}

const shownEntries = 8;

interface HelpProps extends HelpPanelProps {
  help: HelpMetadata;
  other: EntityMetadata;
}

function Help({ entity, record, help, other }: HelpProps) {
  const { t } = useTranslation("web");
  const [words, setWords] = useState("");
  const settled = useDebounced(words.trim(), 250);
  const match = useMatch(entity, record, help, other);
  const label = labelText(help.label ?? other.label, other.key);
  const isSearch = settled !== "";
  const first = useEntries(other, help, match ? [match] : [], settled, match !== undefined);
  const rest = useEntries(
    other,
    help,
    match ? [`!(${match})`] : [],
    settled,
    match !== undefined && !help.only,
  );
  const matching = match ? (first.data?.items ?? []) : [];
  const others = help.only ? [] : (rest.data?.items ?? []);
  const isPending = match === undefined || first.isPending || (!help.only && rest.isPending);
  const entries = [...matching, ...others].slice(0, shownEntries);
  return (
    <section className="dg-help" aria-label={label}>
      <h2>{label}</h2>
      <TextInput
        type="search"
        value={words}
        placeholder={t("record.searchRelated", { label })}
        aria-label={t("record.searchRelated", { label })}
        onChange={(event) => setWords(event.target.value)}
      />
      {isPending ? (
        <Bones lines={3} />
      ) : entries.length === 0 ? (
        <p className="dg-none">{t(isSearch ? "record.nothingFound" : "record.nothingYet")}</p>
      ) : (
        <ul>
          {entries.map((one) => (
            <HelpEntry
              key={one.id}
              entity={other}
              record={one}
              help={help}
              fits={matching.includes(one) && !help.only}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

/** The entries that meet all conditions; the search looks into what matches and into the rest. */
function useEntries(
  other: EntityMetadata,
  help: HelpMetadata,
  conditions: string[],
  words: string,
  isKnown: boolean,
) {
  const all = [...(help.filter ? [`(${help.filter})`] : []), ...conditions];
  const query = {
    ...(all.length > 0 && { filter: all.join(" && ") }),
    ...(words && { q: words }),
    fields: [other.title, ...(other.naturalKey ?? []), ...help.show, ...help.read]
      .filter((key, place, keys) => key !== undefined && keys.indexOf(key) === place)
      .join(","),
    limit: shownEntries,
  };
  return useQuery({
    queryKey: recordKeys.list(other.key, query),
    queryFn: ({ signal }) => listRecords(other.key, query, signal),
    enabled: isKnown,
    retry: false,
    placeholderData: keepPreviousData,
  });
}

/** The condition of what the entries have in common with the record; "" where nothing is known. */
function useMatch(
  entity: EntityMetadata,
  record: RecordJson,
  help: HelpMetadata,
  other: EntityMetadata,
): string | undefined {
  const { metadata } = useWorkspace();
  const hops = [...new Set(help.match.flatMap(({ with: path }) => path.split(".").slice(0, -1)))];
  const targets = hops.flatMap((hop) => {
    const field = entity.fields.find((one) => one.key === hop);
    const link = asLink(plainValue(record[hop]));
    const target = metadata.entity(field?.target ?? field?.entity);
    return link && target ? [{ hop, id: link.id, target: target.key }] : [];
  });
  const read = useQuery({
    queryKey: ["data", "help", targets],
    queryFn: async () =>
      Object.fromEntries(
        await Promise.all(
          targets.map(async ({ hop, id, target }) => [
            hop,
            await readRecord(target, id).catch(() => null),
          ]),
        ),
      ) as Record<string, RecordJson | null>,
    enabled: targets.length > 0,
  });
  if (targets.length > 0 && !read.data) return undefined;
  return help.match
    .flatMap(({ field: key, with: path }) => {
      const [first = "", second] = path.split(".");
      const from = second === undefined ? record : read.data?.[first];
      const field = other.fields.find((one) => one.key === key);
      return field && from ? equalTo(field, from[second ?? first]) : [];
    })
    .join(" || ");
}

function equalTo(field: FieldMetadata, json: unknown): string[] {
  const value = plainValue(json);
  const values = (Array.isArray(value) ? asList(value) : [value])
    .map((one) => asLink(one)?.id ?? asText(one))
    .filter((one) => one !== "");
  const isList = field.kind === "textList" || field.kind === "referenceList";
  return values.map((one) =>
    isList ? `contains(${field.key}, ${quote(one)})` : `${field.key} == ${quote(one)}`,
  );
}

interface HelpEntryProps {
  entity: EntityMetadata;
  record: RecordJson;
  help: HelpMetadata;
  /** It has something in common with the record of the page. */
  fits: boolean;
}

function HelpEntry({ entity, record, help, fits }: HelpEntryProps) {
  const { t } = useTranslation("web");
  const { t: own } = useTranslation("beside");
  const types = useFieldTypes();
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const fieldsOf = (keys: string[]) =>
    keys
      .flatMap((key) => entity.fields.find((field) => field.key === key) ?? [])
      .map((field) => ({ field, value: types.read(record[field.key], field) }))
      .filter(({ value }) => !isBlank(value));
  const read = fieldsOf(help.read);
  function copy() {
    const text = read.map(({ field, value }) => types.text(value, field)).join("\n\n");
    navigator.clipboard?.writeText(text).then(
      () => showToast({ text: own("help.copied"), tone: "success" }),
      () => showToast({ text: t("failed"), tone: "error" }),
    );
  }
  return (
    <li>
      <button
        type="button"
        className="dg-help-title"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setIsOpen(!isOpen)}
      >
        {recordTitle(entity, record, types)}
      </button>
      <span className="dg-help-facts">
        {fits && <span className="dg-help-fits">{own("help.fits")}</span>}
        {fieldsOf(help.show).map(({ field, value }) => (
          <span key={field.key}>
            {optionsOf(field).length === 0 && `${labelText(field.label, field.key)} `}
            <FieldDisplay field={field} value={value} isShort />
          </span>
        ))}
      </span>
      {isOpen && (
        <div id={id} className="dg-help-body">
          {read.map(({ field, value }) => (
            <FieldDisplay key={field.key} field={field} value={value} />
          ))}
          <p className="dg-help-deeds">
            {read.length > 0 && (
              <button type="button" onClick={copy}>
                {own("help.copy")}
              </button>
            )}
            <Link to={`/data/${entity.key}/${record.id}`}>{own("help.open")}</Link>
          </p>
        </div>
      )}
    </li>
  );
}
