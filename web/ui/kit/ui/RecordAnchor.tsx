import type { ReactNode } from "react";
import { Link } from "react-router";

/** Leads to a page of the app by its address. */
export function PageAnchor(props: { to: string; children: ReactNode }) {
  return <Link to={props.to}>{props.children}</Link>;
}

/** Leads to a record's page without loading the app again. */
export function RecordAnchor(props: { entity: string; id: string; children: ReactNode }) {
  return <Link to={`/data/${props.entity}/${props.id}`}>{props.children}</Link>;
}
