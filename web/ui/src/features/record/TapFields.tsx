import {
  ApiProblem,
  type EntityMetadata,
  type FieldMetadata,
  listRecords,
  patchRecord,
  readRecord,
  type RecordJson,
  recordKeys,
  type TapMetadata,
  useWorkspace,
} from "@dougong/kit/api";
import { asList, asText, optionsOf, plainValue } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { showToast, undoMilliseconds } from "@dougong/kit/ui";
import { moveComplaint, useTurns } from "@dougong/kit/views";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import "./besideTexts.ts";
import "./TapFields.css";

interface TapFieldsProps {
  entity: EntityMetadata;
  record: RecordJson;
}

/** Tags and choices that are put on and taken off with one tap each. */
export default function TapFields({ entity, record }: TapFieldsProps) {
  if (entity.rights?.update === false) return null;
  return (entity.taps ?? []).map((tap) => {
    const field = entity.fields.find((one) => one.key === tap.field);
    return field?.right === "write" ? (
      <TapField key={field.key} entity={entity} record={record} field={field} tap={tap} />
    ) : null;
  });
}

interface Word {
  value: string;
  label: string;
}

const fewWords = 12;
const mostWords = 100;

interface TapFieldProps extends TapFieldsProps {
  field: FieldMetadata;
  tap: TapMetadata;
}

function TapField({ entity, record, field, tap }: TapFieldProps) {
  const { t: own } = useTranslation("beside");
  const [showsAll, setShowsAll] = useState(false);
  const { on, turn } = useTaps(entity, record, field);
  const offered = useWords(field, tap);
  const words = [
    ...on
      .filter((value) => !offered.some((word) => word.value === value))
      .map((value) => ({ value, label: value })),
    ...offered,
  ];
  const shown = words.filter(
    ({ value }, place) => showsAll || place < fewWords || on.includes(value),
  );
  const label = labelText(field.label, field.key);
  if (words.length === 0) return null;
  return (
    <section className="dg-taps" aria-label={own("taps.title", { label })}>
      <h2>{label}</h2>
      <ul>
        {shown.map((word) => (
          <li key={word.value}>
            <button
              type="button"
              aria-pressed={on.includes(word.value)}
              onClick={() => turn(word, !on.includes(word.value))}
            >
              {word.label}
            </button>
          </li>
        ))}
        {(showsAll || shown.length < words.length) && (
          <li>
            <button type="button" className="dg-taps-more" onClick={() => setShowsAll(!showsAll)}>
              {own(showsAll ? "taps.fewer" : "taps.more", { count: words.length - shown.length })}
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}

/** The options of the field, or the words that records are. */
function useWords(field: FieldMetadata, tap: TapMetadata): Word[] {
  const { metadata } = useWorkspace();
  const { words } = tap;
  const query = {
    fields: words?.field ?? "",
    limit: mostWords,
    ...(words?.filter && { filter: words.filter }),
  };
  const found = useQuery({
    queryKey: recordKeys.list(words?.entity ?? "", query),
    queryFn: ({ signal }) => listRecords(words?.entity ?? "", query, signal),
    enabled: words !== undefined && metadata.entity(words.entity) !== undefined,
    retry: false,
  });
  if (!words) {
    return optionsOf(field)
      .filter((option) => !option.archived)
      .map(({ value, label }) => ({ value, label: labelText(label, value) }));
  }
  return (found.data?.items ?? []).flatMap((one) => {
    const word = asText(plainValue(one[words.field]));
    return word ? [{ value: word, label: word }] : [];
  });
}

const valuesOf = (record: RecordJson, field: FieldMetadata): string[] =>
  asList(plainValue(record[field.key])).map(asText);

/** Turns at once for the eye; one write after the other, each on what the one before has left. */
function useTaps(entity: EntityMetadata, record: RecordJson, field: FieldMetadata) {
  const { t } = useTranslation("web");
  const { t: own } = useTranslation("beside");
  const queries = useQueryClient();
  const inTurn = useTurns();
  const [wished, setWished] = useState<Readonly<Record<string, boolean>>>({});

  async function write(newest: RecordJson, word: Word, isOn: boolean, isUndo: boolean) {
    try {
      const saved = await put(entity.key, newest, field, word.value, isOn);
      showToast(
        isUndo
          ? { text: t("list.undone"), tone: "success" }
          : {
              text: own(isOn ? "taps.on" : "taps.off", { word: word.label }),
              milliseconds: undoMilliseconds,
              action: { text: t("undo"), run: () => turn(word, !isOn, true) },
            },
      );
      return { ...newest, ...saved };
    } catch (error) {
      showToast({ text: moveComplaint(error, (code) => t(`guide.${code}`)), tone: "error" });
      return null;
    } finally {
      await queries.invalidateQueries({ queryKey: recordKeys.entity(entity.key) });
      setWished(({ [word.value]: _gone, ...rest }) => rest);
    }
  }

  function turn(word: Word, isOn: boolean, isUndo = false) {
    setWished((before) => ({ ...before, [word.value]: isOn }));
    void inTurn(record, (newest) => write(newest, word, isOn, isUndo));
  }

  const stored = valuesOf(record, field);
  const on = [
    ...stored.filter((value) => wished[value] !== false),
    ...Object.keys(wished).filter((value) => wished[value] && !stored.includes(value)),
  ];
  return { on, turn };
}

/** One value on or off; who changed something else meanwhile does not hinder it. */
async function put(
  entity: string,
  record: RecordJson,
  field: FieldMetadata,
  value: string,
  isOn: boolean,
): Promise<RecordJson> {
  const values = (of: RecordJson) => {
    const others = valuesOf(of, field).filter((one) => one !== value);
    return { [field.key]: isOn ? [...others, value] : others };
  };
  try {
    return await patchRecord(entity, record.id, record.version, values(record));
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== "staleVersion") throw error;
    const newest = await readRecord(entity, record.id);
    return patchRecord(entity, record.id, newest.version, values(newest));
  }
}
