import type { EntityMetadata, FieldMetadata } from "@dougong/kit/api";
import { FieldDisplay, useFieldTypes } from "@dougong/kit/fields";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, Dialog, EmptyState, ErrorState, NativeSelect } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import { listHolders, roleKeys, type RoleView, viewAsRole } from "./api.ts";

interface RoleViewDialogProps {
  role: string;
  label: string;
  entities: EntityMetadata[];
  onClose: () => void;
}

const offeredHolders = 50;

/** Records as people of the role see them: read only, by the code that decides every list. */
export function RoleViewDialog({ role, label, entities, onClose }: RoleViewDialogProps) {
  const { t } = useTranslation("roles");
  const id = useId();
  const [key, setKey] = useState(entities[0]?.key ?? "");
  const [person, setPerson] = useState("");
  const holders = useQuery({
    queryKey: [...roleKeys.holders(role), offeredHolders],
    queryFn: () => listHolders(role, offeredHolders),
  });
  const view = useQuery({
    queryKey: roleKeys.view(role, key, person),
    queryFn: () => viewAsRole(role, key, person),
    enabled: key !== "",
    staleTime: 0,
    gcTime: 0,
  });
  const entity = entities.find((one) => one.key === key);
  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={t("view.title", { role: label })}
      footer={
        <Button type="primary" onClick={onClose}>
          {t("view.close")}
        </Button>
      }
    >
      <div className="dg-role-view">
        <p>{t("view.text")}</p>
        <label htmlFor={`${id}-entity`}>{t("entity")}</label>
        <NativeSelect
          id={`${id}-entity`}
          value={key}
          onChange={(event) => setKey(event.target.value)}
        >
          {entities.map((one) => (
            <option key={one.key} value={one.key}>
              {labelText(one.label, one.key)}
            </option>
          ))}
        </NativeSelect>
        <label htmlFor={`${id}-person`}>{t("view.person")}</label>
        <NativeSelect
          id={`${id}-person`}
          value={person}
          onChange={(event) => setPerson(event.target.value)}
        >
          <option value="">{t("view.me")}</option>
          {holders.data?.items.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </NativeSelect>
        {view.error && <ErrorState error={view.error} onRetry={() => void view.refetch()} />}
        {!view.error && view.data === undefined && <Bones lines={6} />}
        {view.data === null && (
          <EmptyState title={t("view.nothing")} text={t("view.nothingText")} />
        )}
        {view.data && entity && <Seen entity={entity} view={view.data} />}
      </div>
    </Dialog>
  );
}

function Seen({ entity, view }: { entity: EntityMetadata; view: RoleView }) {
  const { t } = useTranslation("roles");
  const names = (right: string) =>
    entity.fields
      .filter(({ key }) => view.fields[key] === right)
      .map(({ label, key }) => labelText(label, key))
      .join("、");
  const may = (["create", "export", "import"] as const).filter((deed) => view[deed]);
  const { items, next } = view.records;
  return (
    <section aria-label={t("view.answer")}>
      <p>
        {may.length === 0
          ? t("view.onlyRead")
          : t("view.may", { deeds: may.map((deed) => t(`deed.${deed}`)).join("、") })}
      </p>
      {names("hidden") && <p>{t("view.hidden", { names: names("hidden") })}</p>}
      {names("masked") && <p>{t("view.masked", { names: names("masked") })}</p>}
      {items.length === 0 ? (
        <EmptyState title={t("view.none")} text={t("view.noneText")} />
      ) : (
        <ul>
          {items.map((record) => (
            <li key={record.id}>
              <Values fields={shownFields(entity, view)} values={record} />
            </li>
          ))}
        </ul>
      )}
      {next && <p>{t("view.more", { count: items.length })}</p>}
    </section>
  );
}

/** Whoever sees a record sees these; they say nothing here. */
const technical = new Set(["id", "version"]);

/** The fields as the role has them. */
function shownFields(entity: EntityMetadata, view: RoleView): FieldMetadata[] {
  return entity.fields.flatMap((field) => {
    const right = view.fields[field.key];
    if (technical.has(field.key) || right === undefined || right === "hidden") return [];
    return right === "write" ? field : { ...field, right };
  });
}

function Values({ fields, values }: { fields: FieldMetadata[]; values: Record<string, unknown> }) {
  const types = useFieldTypes();
  const filled = fields.filter(({ key }) => values[key] !== undefined && values[key] !== null);
  return (
    <dl>
      {filled.map((field) => (
        <div key={field.key}>
          <dt>{labelText(field.label, field.key)}</dt>
          <dd>
            <FieldDisplay field={field} value={types.read(values[field.key], field)} isShort />
          </dd>
        </div>
      ))}
    </dl>
  );
}
