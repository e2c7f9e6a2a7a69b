import { createBrowserRouter } from "react-router";
import { PageBones } from "./PageBones.tsx";
import { RouteProblem } from "./RouteProblem.tsx";

export const router = createBrowserRouter([
  {
    path: "/sign-in",
    HydrateFallback: PageBones,
    ErrorBoundary: RouteProblem,
    lazy: async () => ({
      Component: (await import("../features/sign-in/SignInPage.tsx")).SignInPage,
    }),
  },
  {
    path: "/",
    HydrateFallback: PageBones,
    ErrorBoundary: RouteProblem,
    lazy: async () => ({ Component: (await import("./AppShell.tsx")).AppShell }),
    children: [
      {
        index: true,
        lazy: async () => ({
          Component: (await import("../features/start/StartPage.tsx")).StartPage,
        }),
      },
      {
        path: "profile",
        lazy: async () => ({
          Component: (await import("../features/profile/ProfilePage.tsx")).ProfilePage,
        }),
      },
      {
        path: "*",
        lazy: async () => ({ Component: (await import("./MissingPage.tsx")).MissingPage }),
      },
    ],
  },
]);
