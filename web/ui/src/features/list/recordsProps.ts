import type { EntityMetadata, ListQuery } from "@dougong/kit/api";
import type { FieldTypes } from "@dougong/kit/fields";
import type { Column } from "./listState.ts";
import type { RecordPages } from "./useRecordPages.ts";

/** What the table of a PC and the cards of a phone both get. */
export interface RecordsProps {
  entity: EntityMetadata;
  types: FieldTypes;
  columns: Column[];
  pages: RecordPages;
  /** What the list was asked for; absent in a preview, where nothing can be done with many. */
  query?: ListQuery;
  sort: string;
  onSort: (sort: string) => void;
}
