import { request } from "./client.ts";

/** A province, city or district with its official code. */
export interface Region {
  code: string;
  name: string;
  children?: Region[];
}

/**
 * Provinces with what is below them. The server lists all regions flat; codes say what belongs
 * where (`440305` is in `440300` is in `440000`), and a missing city is left out on the way.
 */
export function regionTree(flat: readonly Region[]): Region[] {
  const byCode = new Map(
    flat.map(({ code, name }) => [code, { code, name, children: [] as Region[] }]),
  );
  const roots: Region[] = [];
  for (const region of byCode.values()) {
    const above = [`${region.code.slice(0, 4)}00`, `${region.code.slice(0, 2)}0000`]
      .filter((code) => code !== region.code)
      .map((code) => byCode.get(code))
      .find((found) => found !== undefined);
    if (above) above.children.push(region);
    else roots.push(region);
  }
  return roots;
}

export async function fetchRegions(): Promise<Region[]> {
  const answer = await request<Region[] | { items: Region[] }>("/api/regions");
  const regions = Array.isArray(answer) ? answer : answer.items;
  return regions.some((region) => region.children) ? regions : regionTree(regions);
}
