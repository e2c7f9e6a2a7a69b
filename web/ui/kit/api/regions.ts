import { request } from "./client.ts";

/** A province, city or district with its official code. */
export interface Region {
  code: string;
  name: string;
  children?: Region[];
}

export async function fetchRegions(): Promise<Region[]> {
  const answer = await request<Region[] | { items: Region[] }>("/api/regions");
  return Array.isArray(answer) ? answer : answer.items;
}
