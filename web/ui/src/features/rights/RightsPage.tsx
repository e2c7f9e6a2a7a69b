import { readRecord, recordKeys, useWorkspace } from "@dougong/kit/api";
import { recordTitle, useFieldTypes } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, Chip, EmptyState, ErrorState } from "@dougong/kit/ui";
import { PersonPicker } from "@dougong/workflow/people";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { type Deed, explain, type Explanation, type RoleSays } from "./api.ts";
import { wordsOfRule } from "./words.ts";
import "./texts.ts";
import "./RightsPage.css";

/** Why a person can, or cannot, see and change a record. For administrators. */
export function RightsPage() {
  const { t } = useTranslation("rights");
  const { entity: key = "", id = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const person = search.get("person") ?? "";
  const types = useFieldTypes();
  const entity = useWorkspace().metadata.entity(key);
  const record = useQuery({
    queryKey: recordKeys.one(key, id, undefined),
    queryFn: () => readRecord(key, id),
    enabled: entity !== undefined,
  });
  useEffect(() => {
    document.title = t("title");
  }, [t]);
  if (!entity || record.error) {
    return <ErrorState error={record.error} onRetry={() => void record.refetch()} isPage />;
  }
  if (!record.data) return <Bones lines={6} />;
  return (
    <div className="dg-rights-page">
      <header className="dg-page-head">
        <h1>{t("title")}</h1>
        <Link to={`/data/${key}/${id}`}>
          {labelText(entity.label, key)} · {recordTitle(entity, record.data, types)}
        </Link>
      </header>
      <div className="dg-rights-people">
        <PersonPicker
          value={person}
          onChange={(one) => setSearch({ person: one }, { replace: true })}
        />
      </div>
      {person ? (
        <Answer person={person} entity={key} id={id} />
      ) : (
        <EmptyState title={t("choose")} text={t("chooseText")} />
      )}
    </div>
  );
}

const deeds: Deed[] = ["read", "update", "delete"];

function Answer({ person, entity, id }: { person: string; entity: string; id: string }) {
  const { t } = useTranslation("rights");
  const answer = useQuery({
    queryKey: ["people", "rights", person, entity, id],
    queryFn: () => explain(person, entity, id),
    staleTime: 0,
  });
  if (answer.error) {
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  }
  if (!answer.data) return <Bones lines={6} />;
  const found = answer.data;
  return (
    <section className="dg-rights-answer" aria-label={t("answer")}>
      {!found.active && <p role="status">{t("blocked")}</p>}
      {found.deleted && <p role="status">{t("deleted")}</p>}
      {deeds.map((deed) => (
        <div key={deed}>
          <h2>
            {t(`deed.${deed}`)}{" "}
            <Chip text={t(found[deed] ? "yes" : "no")} color={found[deed] ? "green" : "red"} />
          </h2>
          <Reasons deed={deed} found={found} />
        </div>
      ))}
      {found.read && <Fields found={found} />}
    </section>
  );
}

function Reasons({ deed, found }: { deed: Deed; found: Explanation }) {
  const { t } = useTranslation("rights");
  if (found.admin) return <p>{t("admin")}</p>;
  if (found.roles.length === 0) return <p>{t("noRole")}</p>;
  if (deed !== "read" && !found.read) return <p>{t("unseen")}</p>;
  return (
    <ul>
      {found.roles.map((role) => (
        <li key={role.key}>
          <Reason deed={deed} role={role} />
        </li>
      ))}
    </ul>
  );
}

function Reason({ deed, role }: { deed: Deed; role: RoleSays }) {
  const { t } = useTranslation("rights");
  const rule = role.rules[deed];
  const words = wordsOfRule(rule);
  const what = words ? t(words) : t("rule.text");
  const isNothing = rule === "false";
  const isGiven = role[deed];
  const says = isGiven
    ? isNothing
      ? t("byIncluded")
      : t("gives", { rule: what })
    : isNothing
      ? t("nothing")
      : t("denies", { rule: what });
  return (
    <>
      <strong>{role.label}</strong>
      {!role.own && <small> {t("included")}</small>}
      {": "}
      {says}
      {!words && !isNothing && <code>{rule}</code>}
    </>
  );
}

function Fields({ found }: { found: Explanation }) {
  const { t } = useTranslation("rights");
  return (
    <div>
      <h2>{t("fields")}</h2>
      <p>
        {found.hidden.length === 0
          ? t("allFields")
          : t("hidden", { names: found.hidden.join("、") })}
      </p>
      {found.masked.length > 0 && <p>{t("masked", { names: found.masked.join("、") })}</p>}
      {found.update && found.readOnly.length > 0 && (
        <p>{t("readOnly", { names: found.readOnly.join("、") })}</p>
      )}
    </div>
  );
}
