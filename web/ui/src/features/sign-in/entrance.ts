import { ApiProblem, request } from "@dougong/kit/api";
import { useQuery } from "@tanstack/react-query";

export interface Way {
  id: string;
  kind: string;
  label: string;
}

/** Into what the page leads; the name is empty where it is the installation's own workspace. */
interface Entrance {
  ways: Way[];
  workspace: string;
  isSuspended: boolean;
  /** Key of the workspace; empty where it is not known. */
  key: string;
  /** Whether this host leads to other workspaces, too, for who names one. */
  hasOthers: boolean;
}

interface Answer {
  items: Way[];
  workspace?: string | null;
  key?: string;
  others?: boolean;
}

/** Where everybody gets who names no workspace. */
export const main = "main";

const unknown: Entrance = {
  ways: [],
  workspace: "",
  isSuspended: false,
  key: "",
  hasOthers: false,
};

async function readEntrance(): Promise<Entrance> {
  try {
    const { items, workspace, key, others } = await request<Answer>("/api/sign-in/ways");
    return {
      ways: items,
      workspace: workspace ?? "",
      isSuspended: false,
      key: key ?? "",
      hasOthers: others === true,
    };
  } catch (error) {
    if (error instanceof ApiProblem && error.code === "workspace.suspended") {
      return { ...unknown, isSuspended: true };
    }
    throw error;
  }
}

const lookAgain = 3_000;

/** The workspace and the ways into it; looked at again and again while it is suspended. */
export function useEntrance(): Entrance {
  const { data } = useQuery({
    queryKey: ["signIn", "entrance"],
    queryFn: readEntrance,
    retry: false,
    refetchInterval: ({ state }) => (state.data?.isSuspended ? lookAgain : false),
  });
  return data ?? unknown;
}
