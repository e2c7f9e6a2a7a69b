import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { forgetAllDrafts } from "../lib/index.ts";
import { removeCopies } from "../offline/database.ts";
import { signOut } from "./session.ts";

/** Ends the session and forgets what was read and typed under it. */
export function useSignOut(): () => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return () => {
    const leave = () => {
      forgetAllDrafts();
      removeCopies().catch(() => undefined);
      queries.clear();
      void navigate("/sign-in", { replace: true });
    };
    signOut().then(leave, leave);
  };
}
