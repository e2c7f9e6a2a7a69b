import { type Label, request } from "../api/index.ts";
import { useQuery } from "@tanstack/react-query";

interface RoleName {
  key: string;
  label?: Label;
  version: number;
}

/** The roles that staff have, by their names. */
export const useRoles = () =>
  useQuery({
    queryKey: ["design", "roles"],
    queryFn: async () => {
      const { items } = await request<{ items: RoleName[] }>("/api/meta/role");
      return items.filter(({ version }) => version > 0);
    },
    staleTime: 60_000,
  });
