import "./texts.ts";
import {
  setDueListener,
  setOutdatedListener,
  setSignedOutListener,
  statusOf,
} from "@dougong/kit/api";
import { forgetCopies } from "@dougong/kit/offline";
import { Appearance } from "@dougong/kit/ui";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "react-router/dom";
import { router } from "./routes.tsx";
import { SandboxBar } from "./SandboxBar.tsx";
import "./SandboxBar.css";

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      // A browser that believes to be offline still gets an answer: that there is none.
      networkMode: "always",
      refetchOnReconnect: true,
      retry: (failures, error) => statusOf(error) === null && failures < 2,
    },
  },
});

setSignedOutListener(() => {
  const { pathname, search } = window.location;
  if (pathname === "/sign-in") return;
  queryClient.removeQueries();
  forgetCopies();
  void router.navigate(`/sign-in?to=${encodeURIComponent(pathname + search)}`, { replace: true });
});

// A field that somebody renamed meanwhile: the page learns its new name and goes on.
setOutdatedListener(() => void queryClient.invalidateQueries({ queryKey: ["metadata"] }));

// A role was given, or demands more, while the page was open: the shell asks who is signed in again.
setDueListener(() => void queryClient.invalidateQueries({ queryKey: ["session"] }));

export function Root() {
  return (
    <QueryClientProvider client={queryClient}>
      <Appearance>
        <SandboxBar />
        <RouterProvider router={router} />
      </Appearance>
    </QueryClientProvider>
  );
}
