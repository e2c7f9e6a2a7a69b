import { request } from "./client.ts";

/** A province, city or district with its official code, and what is below it. */
export interface Region {
  code: string;
  name: string;
  children?: Region[];
}

export async function fetchRegions(): Promise<Region[]> {
  return (await request<{ items: Region[] }>("/api/regions")).items;
}
