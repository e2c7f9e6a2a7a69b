import { ApiProblem, type Label, type ProblemEntry, request, useWorkspace } from "@dougong/kit/api";
import { type DesignDocument, type Item, publishItems, readStored } from "@dougong/kit/designer";
import { useDebounced } from "@dougong/kit/lib";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { documentsOf, type EntityPlan, type MadeDocument, type ViewPlan } from "./newEntity.ts";

interface Named {
  key: string;
  label?: Label;
  version: number;
  hasDraft: boolean;
}

const list = async (kind: string) => (await request<{ items: Named[] }>(`/api/meta/${kind}`)).items;

async function readAll(kind: string): Promise<DesignDocument[]> {
  const stored = await Promise.all(
    (await list(kind)).map(({ key }) => readStored<DesignDocument>(kind, key)),
  );
  return stored.flatMap(({ draft, published }) => draft ?? published ?? []);
}

/** What there is already: keys that are taken, roles, and the menu that staff see. */
export function useSurroundings() {
  return useQuery({
    queryKey: ["design", "surroundings"],
    queryFn: async () => {
      const [taken, roles, menus, lists] = await Promise.all([
        Promise.all(
          ["entity", "form", "view"].map(async (kind) => [kind, await list(kind)] as const),
        ),
        readAll("role"),
        readAll("menu"),
        Promise.all([list("role"), list("menu")]),
      ]);
      const names = new Set(
        taken.flatMap(([kind, items]) => items.map(({ key }) => `${kind} ${key}`)),
      );
      const begun = taken.flatMap(([kind, items]) => (kind === "entity" ? items : []));
      return {
        taken: names,
        /** Entities that somebody began and nobody published yet. */
        begun: begun.filter(
          ({ key, version, hasDraft }) => version === 0 && hasDraft && names.has(`form ${key}Full`),
        ),
        roles,
        menu: menus[0] ?? null,
        hasWaiting: lists.flat().some(({ hasDraft }) => hasDraft),
      };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

export type Surroundings = NonNullable<ReturnType<typeof useSurroundings>["data"]>;

/** Keys for names, proposed by the server: pinyin for Chinese. */
export function useProposedKeys(labels: readonly string[]): readonly string[] {
  const asked = useDebounced(labels.join("\n"), 250);
  const proposed = useQuery({
    queryKey: ["design", "keys", asked],
    queryFn: async () => {
      const body = { labels: asked.split("\n") };
      return (await request<{ items: string[] }>("/api/meta/keys", { method: "POST", body })).items;
    },
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  });
  return proposed.data ?? [];
}

const itemOf = ({ kind, body }: MadeDocument): Item => ({ kind, key: body.key });
const address = ({ kind, key }: Item) => `/api/meta/${kind}/${encodeURIComponent(key)}`;

/** Stores an entity with all that belongs to it as drafts, and publishes them as one. */
export function useMaking(surroundings: Surroundings | undefined, views: readonly ViewPlan[]) {
  const queries = useQueryClient();
  const { metadata } = useWorkspace();
  const [problems, setProblems] = useState<readonly ProblemEntry[]>([]);
  const [isBusy, setIsBusy] = useState(false);
  const stored = useRef<Item[]>([]);

  async function store(plan: EntityPlan): Promise<Item[]> {
    const { menu = null, roles = [] } = surroundings ?? {};
    const documents = documentsOf(plan, menu, roles, views);
    const items = documents.map(itemOf);
    const isWanted = (item: Item) => items.some((one) => address(one) === address(item));
    const dropped = stored.current.filter((item) => !isWanted(item));
    await Promise.all(
      dropped.map((item) => request(`${address(item)}/draft`, { method: "DELETE" })),
    );
    stored.current = items;
    for (const document of documents) {
      // oxlint-disable-next-line no-await-in-loop -- each is checked over those before it
      await request(address(itemOf(document)), { method: "PUT", body: document.body });
    }
    return items;
  }

  /** Returns whether it is done. */
  async function make(plan: EntityPlan, isToPublish: boolean): Promise<boolean> {
    if (isBusy || metadata.entity(plan.key)) return false;
    setIsBusy(true);
    setProblems([]);
    try {
      const items = await store(plan);
      if (isToPublish) {
        await publishItems(items);
        await queries.invalidateQueries({ queryKey: ["metadata"] });
        await queries.invalidateQueries({ queryKey: ["session"] });
      }
      return true;
    } catch (error) {
      const fallback = { code: "failed", message: error instanceof Error ? error.message : "" };
      const entries = error instanceof ApiProblem ? error.entries : [];
      setProblems(entries.length > 0 ? entries : [fallback]);
      return false;
    } finally {
      setIsBusy(false);
    }
  }

  return { make, problems, isBusy };
}
