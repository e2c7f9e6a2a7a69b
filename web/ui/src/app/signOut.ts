import { signOut } from "@dougong/kit/api";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";

/** Ends the session and forgets what was read under it. */
export function useSignOut(): () => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return () => {
    const leave = () => {
      queries.clear();
      void navigate("/sign-in", { replace: true });
    };
    signOut().then(leave, leave);
  };
}
