import { createContext, type ReactNode, useContext, useMemo } from "react";
import type {
  EntityMetadata,
  FieldMetadata,
  FormMetadata,
  MenuMetadata,
  MetadataSnapshot,
  ViewMetadata,
} from "./metadata.ts";
import type { Session } from "./session.ts";

/** What the signed-in user may see, indexed; one immutable snapshot. */
export class Metadata {
  readonly entities: ReadonlyMap<string, EntityMetadata>;

  constructor(readonly snapshot: MetadataSnapshot) {
    const given = new Map(snapshot.entities.map((entity) => [entity.key, entity]));
    this.entities = new Map(
      snapshot.entities.map((entity) => {
        const fields = entity.fields.map((field) => withLooks(field, entity, given));
        return [entity.key, { ...entity, fields }];
      }),
    );
  }

  entity(key: string | undefined): EntityMetadata | undefined {
    return key === undefined ? undefined : this.entities.get(key);
  }

  field(entity: string, key: string): FieldMetadata | undefined {
    return this.entities.get(entity)?.fields.find((field) => field.key === key);
  }

  forms(entity: string): FormMetadata[] {
    return (this.snapshot.forms ?? []).filter((form) => form.entity === entity);
  }

  views(entity: string): ViewMetadata[] {
    return (this.snapshot.views ?? []).filter((view) => view.entity === entity);
  }

  get menus(): MenuMetadata[] {
    return this.snapshot.menus ?? [];
  }
}

const counts = new Set(["count"]);

/** A lookup or rollup of a field that this user may see looks like that field. */
function withLooks(
  field: FieldMetadata,
  owner: EntityMetadata,
  entities: ReadonlyMap<string, EntityMetadata>,
): FieldMetadata {
  if (!field.of || !field.via || counts.has(field.aggregate ?? "")) return field;
  const via = owner.fields.find((one) => one.key === field.via);
  const source = field.aggregate ? field.entity : (via?.target ?? via?.entity);
  const taken = entities.get(source ?? "")?.fields.find((one) => one.key === field.of);
  return taken ? { ...field, shownAs: taken } : field;
}

export interface Workspace {
  session: Session;
  metadata: Metadata;
}

const WorkspaceContext = createContext<Workspace | null>(null);

export function WorkspaceProvider(props: {
  session: Session;
  snapshot: MetadataSnapshot;
  children: ReactNode;
}) {
  const { session, snapshot } = props;
  const workspace = useMemo(
    () => ({ session, metadata: new Metadata(snapshot) }),
    [session, snapshot],
  );
  return <WorkspaceContext value={workspace}>{props.children}</WorkspaceContext>;
}

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (workspace === null) throw new Error("No WorkspaceProvider above this component");
  return workspace;
}
