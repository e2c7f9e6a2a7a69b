import { FieldServicesHost } from "@dougong/form";
import { type MetadataSnapshot, type Session, WorkspaceProvider } from "@dougong/kit/api";
import { Appearance } from "@dougong/kit/ui";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ComponentType } from "react";
import { createMemoryRouter, RouterProvider } from "react-router";
import "../app/texts.ts";

const clerk: Session = {
  user: { id: "u1", username: "clerk01", name: "李晓燕" },
  roles: ["clerk"],
};

export interface RenderedRoute {
  /** Where the reader is now. */
  address: () => string;
}

/** Shows one page at its address, as the shell would. */
export function renderRoute(
  Page: ComponentType,
  path: string,
  address: string,
  snapshot: MetadataSnapshot,
  session = clerk,
): RenderedRoute {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = createMemoryRouter(
    [
      { path, element: <Page /> },
      { path: "*", element: <p>elsewhere</p> },
    ],
    { initialEntries: [address] },
  );
  render(
    <QueryClientProvider client={queries}>
      <Appearance>
        <WorkspaceProvider session={session} snapshot={snapshot}>
          <FieldServicesHost>
            <RouterProvider router={router} />
          </FieldServicesHost>
        </WorkspaceProvider>
      </Appearance>
    </QueryClientProvider>,
  );
  return { address: () => router.state.location.pathname + router.state.location.search };
}
