import { type ComponentType, createContext, type ReactNode, useContext } from "react";
import type { EntityMetadata, FieldMetadata, RecordLink } from "../api/index.ts";
import { resultField } from "./computed.ts";
import type { FieldObject, FieldTypeDefinition, FieldValue } from "./definition.ts";
import { operators } from "./filters.ts";
import { asText, plainValue } from "./values.ts";

/** A rollup of a formula of a lookup … looks like what stands at the end. */
const maxDepth = 4;

type Masking = (type: FieldTypeDefinition) => FieldTypeDefinition;

let masking: Masking | null = null;

/** What is behind a mask looks so from now on; without it, it is plain text and not edited. */
export function setMasking(mask: Masking): void {
  masking = mask;
}

/** All field types of this build by id; unknown ids show as plain text and are not edited. */
export class FieldTypes {
  private readonly byId: ReadonlyMap<string, FieldTypeDefinition>;

  constructor(
    definitions: readonly FieldTypeDefinition[],
    private readonly unknown: FieldTypeDefinition,
  ) {
    this.byId = new Map(definitions.map((definition) => [definition.id, definition]));
  }

  get ids(): string[] {
    return [...this.byId.keys()];
  }

  /** How the field looks to its reader; behind a mask another way. */
  of(field: FieldMetadata): FieldTypeDefinition {
    const type = this.whole(field);
    if (field.right === "masked") return masking?.(type) ?? this.unknown;
    return field.kind === "sealed"
      ? { ...type, isSortable: false, operators: operators.exact }
      : type;
  }

  /** How the field's whole values look. */
  whole(field: FieldMetadata): FieldTypeDefinition {
    return this.byId.get(field.type) ?? this.unknown;
  }

  isComputed(field: FieldMetadata): boolean {
    return this.of(field).isComputed === true;
  }

  /** The type whose looks the field has, and the field as that type sees it. */
  looks(field: FieldMetadata): { type: FieldTypeDefinition; field: FieldMetadata } {
    let seen = field;
    for (let depth = 0; depth < maxDepth && this.of(seen).looksLikeResult; depth++) {
      seen = resultField(seen);
    }
    return { type: this.of(seen), field: seen };
  }

  read(json: unknown, given: FieldMetadata): FieldValue {
    const { type, field } = this.looks(given);
    if (json === null || json === undefined) return null;
    if (type.readInner) return type.readInner(json, field, (inner, of) => this.read(inner, of));
    return type.read ? type.read(json, field) : plainValue(json);
  }

  write(value: FieldValue, field: FieldMetadata): unknown {
    const type = this.of(field);
    if (value === null) return null;
    if (type.writeInner) {
      const write = (inner: FieldValue, of: FieldMetadata) => this.write(inner, of);
      return type.writeInner(value, field, write, (inner) => this.isComputed(inner));
    }
    return type.write ? type.write(value, field) : value;
  }

  text(value: FieldValue, given: FieldMetadata): string {
    const { type, field } = this.looks(given);
    return value === null ? "" : type.text(value, field);
  }

  readRecord(json: Record<string, unknown>, entity: EntityMetadata): FieldObject {
    return Object.fromEntries(
      entity.fields.map((field) => [field.key, this.read(json[field.key], field)]),
    );
  }
}

/** Evaluates the computed fields of one record or row, in the reader's zone. */
export type Compute = (values: FieldObject, fields: readonly FieldMetadata[]) => FieldObject;

/** Makes a record without leaving the form that wants to point to it. */
export interface RecordCreatorProps {
  entity: string;
  /** What was searched for in vain. */
  words: string;
  onCreated: (record: RecordLink) => void;
  onClose: () => void;
}

export interface FieldServices {
  types: FieldTypes;
  compute: Compute;
  /** Values of a new record or row. */
  defaults: (fields: readonly FieldMetadata[]) => FieldObject;
  Creator?: ComponentType<RecordCreatorProps> | undefined;
}

const ServicesContext = createContext<FieldServices | null>(null);

export function FieldServicesProvider(props: { services: FieldServices; children: ReactNode }) {
  return <ServicesContext value={props.services}>{props.children}</ServicesContext>;
}

export function useFieldServices(): FieldServices {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error("No FieldServicesProvider above this component");
  return services;
}

export const useFieldTypes = (): FieldTypes => useFieldServices().types;

export const plainText = (value: FieldValue): string => asText(value);

/** Shows a value as its type does: on the record page, or short in lists and cards. */
export function FieldDisplay(props: {
  field: FieldMetadata;
  value: FieldValue;
  isShort?: boolean;
}) {
  const { field, value, isShort = false } = props;
  const types = useFieldTypes();
  if (value === null) return <span className="dg-none">–</span>;
  const type = types.of(field);
  const Show = isShort ? (type.Cell ?? type.Display) : type.Display;
  return Show ? <Show field={field} value={value} /> : <>{type.text(value, field)}</>;
}
