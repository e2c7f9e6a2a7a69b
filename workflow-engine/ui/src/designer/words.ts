import type { JsonObject, Metadata } from "@dougong/kit/api";
import { labelText } from "@dougong/kit/i18n";
import type { StepWords } from "@dougong/kit/workflows";
import { readable } from "./names.ts";
import type { Scope } from "./scope.ts";
import type { NamedDocument } from "./types.ts";
import { clockOf, readCron } from "./cron.ts";
import { readMoment, readSpan } from "./span.ts";

type Translate = (key: string, places?: Readonly<Record<string, string | number>>) => string;

export interface WordSources {
  /** Texts of the designer. */
  say: Translate;
  /** Texts of types. */
  typeText: Translate;
  scope: Scope;
  metadata: Metadata;
  roles: readonly { key: string; label?: unknown }[];
  callables: readonly NamedDocument[];
  segments: readonly NamedDocument[];
  hooks: readonly NamedDocument[];
  forms: readonly NamedDocument[];
  channels: readonly string[];
  channelNames: Readonly<Record<string, string>>;
}

/** Names of documents in the reader's language; the key where there is no such document. */
const namesOf =
  (all: readonly NamedDocument[]) =>
  (key: unknown): string => {
    const found = all.find((one) => one.key === key);
    return labelText(found?.label ?? undefined, String(key ?? ""));
  };

/** A schedule in words. */
function cronWords(text: unknown, say: Translate): string {
  const rhythm = readCron(text);
  if (!rhythm) return say("cron.said.own", { text: String(text ?? "") });
  const day = rhythm.every === "week" ? say(`weekday.${rhythm.day}`) : rhythm.day;
  const { minute } = rhythm;
  return say(`cron.said.${rhythm.every}`, { time: clockOf(rhythm), minute, day });
}

/** The words that sentences about steps are made of. */
export function makeWords(sources: WordSources): Omit<StepWords, "t"> {
  const { say, scope, metadata, roles } = sources;

  const entity = (key: unknown): string =>
    labelText(metadata.entity(String(key))?.label, String(key ?? ""));

  const fieldOf = (of: unknown, key: unknown) => metadata.field(String(of), String(key));

  function span(text: unknown): string {
    const read = readSpan(text);
    return read ? say(`span.${read.unit}`, { count: read.count }) : String(text ?? "");
  }

  function expression(given: unknown): string {
    const text = String(given ?? "").trim();
    const known = scope.find(text);
    if (known) return known.name;
    const moment = readMoment(text);
    if (moment) return say("within", { span: say(`span.${moment.unit}`, { count: moment.count }) });
    if (/^"[^"\\]*"$/.test(text)) {
      const literal = text.slice(1, -1);
      return /^[0-9a-f-]{36}$/.test(literal) ? say("somebody") : literal;
    }
    const usual: Record<string, string> = {
      "now()": "now",
      "today()": "today",
      null: "nothing",
      true: "yes",
      false: "no",
    };
    const word = usual[text];
    return word === undefined
      ? readable(text, (path) => scope.find(path)?.name)
      : say(`usual.${word}`);
  }

  const role = (key: unknown): string => {
    const found = roles.find((one) => one.key === key);
    return labelText(found?.label as never, String(key ?? ""));
  };

  function people(options: JsonObject): string {
    const person = options["assignee"] ?? options["user"];
    const users = Array.isArray(options["users"]) ? options["users"] : [];
    const named = [person, ...users].filter(Boolean).map(expression);
    const near = options["nearest"];
    if (options["role"]) {
      named.push(
        near
          ? say("nearest", { unit: expression(near), role: role(options["role"]) })
          : role(options["role"]),
      );
    }
    return named.join(say("or"));
  }

  function option(of: unknown, key: unknown, value: unknown): string {
    const field = fieldOf(of, key);
    const options = field?.stages ?? field?.options ?? [];
    return labelText(options.find((one) => one.value === value)?.label, String(value));
  }

  return {
    entity,
    field: (of, key) => labelText(fieldOf(of, key)?.label, String(key ?? "")),
    option,
    value: (of, key, text) => {
      const literal = /^"([^"\\]*)"$/.exec(String(text))?.[1];
      return literal === undefined ? expression(text) : option(of, key, literal);
    },
    expression,
    text: (template) =>
      String(template ?? "").replace(
        /\{\{(.*?)\}\}/gs,
        (_, inner: string) => `〔${expression(inner)}〕`,
      ),
    span,
    role,
    workflow: namesOf(sources.callables),
    segment: namesOf(sources.segments),
    hook: namesOf(sources.hooks),
    form: namesOf(sources.forms),
    cron: (text) => cronWords(text, say),
    channel: (id) => {
      const given = id === null ? (sources.channels[0] ?? "") : String(id);
      return id === null
        ? given
        : (sources.channelNames[given] ?? say(`channel.${given}`, { defaultValue: given }));
    },
    people,
    list: (parts) => parts.join(say("comma")),
    about: scope.about?.key ?? null,
  };
}
