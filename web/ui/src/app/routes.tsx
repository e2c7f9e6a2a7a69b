import { createBrowserRouter } from "react-router";
import { editing } from "./handles.ts";
import { PageBones } from "./PageBones.tsx";
import { RouteProblem } from "./RouteProblem.tsx";

const editPage = async () => ({
  Component: (await import("../features/record/EditPage.tsx")).EditPage,
});

const guides = () => import("../features/guides/index.ts");

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
    path: "/p/:token",
    HydrateFallback: PageBones,
    ErrorBoundary: RouteProblem,
    lazy: async () => ({
      Component: (await import("../features/public-form/PublicFormPage.tsx")).PublicFormPage,
    }),
  },
  {
    path: "/act",
    HydrateFallback: PageBones,
    ErrorBoundary: RouteProblem,
    lazy: async () => ({
      Component: (await import("../features/task-link/TaskLinkPage.tsx")).TaskLinkPage,
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
        lazy: async () => ({ Component: (await import("./DataFrame.tsx")).DataFrame }),
        children: [
          {
            path: "data/:entity",
            lazy: async () => ({
              Component: (await import("../features/list/ListPage.tsx")).ListPage,
            }),
          },
          {
            path: "data/:entity/import",
            lazy: async () => ({
              Component: (await import("../features/import/ImportPage.tsx")).ImportPage,
            }),
          },
          {
            path: "data/:entity/duplicates",
            lazy: async () => ({
              Component: (await import("../features/merge/DuplicatesPage.tsx")).DuplicatesPage,
            }),
          },
          {
            path: "data/:entity/merge",
            lazy: async () => ({
              Component: (await import("../features/merge/MergePage.tsx")).MergePage,
            }),
          },
          { path: "data/:entity/new", handle: editing, lazy: editPage },
          { path: "data/:entity/:id/edit", handle: editing, lazy: editPage },
          {
            path: "data/:entity/:id",
            lazy: async () => ({
              Component: (await import("../features/record/RecordPage.tsx")).RecordPage,
            }),
          },
          {
            path: "design/form/:form",
            lazy: async () => ({
              Component: (await import("../features/design/DesignPage.tsx")).DesignPage,
            }),
          },
          {
            path: "design/view/new",
            lazy: async () => ({
              Component: (await import("../features/design/ViewDesign.tsx")).NewView,
            }),
          },
          {
            path: "design/view/:view",
            lazy: async () => ({
              Component: (await import("../features/design/ViewDesign.tsx")).ViewDesign,
            }),
          },
          {
            path: "design/entity/new",
            lazy: async () => ({
              Component: (await import("../features/design/NewEntity.tsx")).NewEntity,
            }),
          },
          {
            path: "design/report/new",
            lazy: async () => ({
              Component: (await import("@dougong/report/designer")).NewReportPage,
            }),
          },
          {
            path: "design/report/:report",
            lazy: async () => ({
              Component: (await import("@dougong/report/designer")).ReportDesignerPage,
            }),
          },
          {
            path: "design/dashboard/new",
            lazy: async () => ({
              Component: (await import("@dougong/report/designer")).NewDashboardPage,
            }),
          },
          {
            path: "design/dashboard/:dashboard",
            lazy: async () => ({
              Component: (await import("@dougong/report/designer")).DashboardDesignerPage,
            }),
          },
          {
            path: "design/workflows",
            lazy: async () => ({
              Component: (await import("@dougong/workflow/designer")).WorkflowListPage,
            }),
          },
          {
            path: "design/workflow/new",
            lazy: async () => ({
              Component: (await import("@dougong/workflow/designer")).NewWorkflowPage,
            }),
          },
          {
            path: "design/workflow/:workflow",
            lazy: async () => ({
              Component: (await import("@dougong/workflow/designer")).WorkflowDesignerPage,
            }),
          },
          {
            path: "design/workflow/:workflow/trial",
            lazy: async () => ({
              Component: (await import("@dougong/workflow/designer")).TrialPage,
            }),
          },
          {
            path: "design/workflow/:workflow/runs",
            lazy: async () => ({
              Component: (await import("@dougong/workflow/designer")).RunListPage,
            }),
          },
          {
            path: "design/workflow/:workflow/runs/:run",
            lazy: async () => ({
              Component: (await import("@dougong/workflow/designer")).RunPage,
            }),
          },
          {
            path: "design/why/:entity/:id",
            lazy: async () => ({
              Component: (await import("@dougong/workflow/designer")).WhyPage,
            }),
          },
          {
            path: "pools/:pool?",
            lazy: async () => ({ Component: (await import("@dougong/workflow/pools")).PoolPage }),
          },
          {
            path: "admin/messages",
            lazy: async () => ({
              Component: (await import("@dougong/workflow/messages")).MessagesPage,
            }),
          },
          {
            path: "admin/people",
            lazy: async () => ({
              Component: (await import("../features/people/PeoplePage.tsx")).PeoplePage,
            }),
          },
          {
            path: "admin/audit",
            lazy: async () => ({
              Component: (await import("../features/audit/AuditPage.tsx")).AuditPage,
            }),
          },
          {
            path: "admin/packages",
            lazy: async () => ({
              Component: (await import("../features/packages/PackagesPage.tsx")).PackagesPage,
            }),
          },
          {
            path: "admin/samples",
            lazy: async () => ({
              Component: (await import("../features/samples/SamplesPage.tsx")).SamplesPage,
            }),
          },
          {
            path: "admin/operations",
            lazy: async () => ({
              Component: (await import("../features/operations/OperationsPage.tsx")).OperationsPage,
            }),
          },
          {
            path: "admin/backups",
            lazy: async () => ({
              Component: (await import("../features/backups/BackupsPage.tsx")).BackupsPage,
            }),
          },
          {
            path: "admin/workspaces",
            lazy: async () => ({
              Component: (await import("../features/workspaces/WorkspacesPage.tsx")).WorkspacesPage,
            }),
          },
          {
            path: "admin/modules",
            lazy: async () => ({
              Component: (await import("../features/modules/ModulesPage.tsx")).ModulesPage,
            }),
          },
          {
            path: "guides",
            lazy: async () => ({ Component: (await guides()).GuidesPage }),
          },
          {
            path: "admin/guides",
            lazy: async () => ({ Component: (await guides()).ProgressPage }),
          },
          {
            path: "about",
            lazy: async () => ({
              Component: (await import("../features/about/AboutPage.tsx")).AboutPage,
            }),
          },
          {
            path: "admin/personal-data",
            lazy: async () => ({
              Component: (await import("../features/personal/PersonalPage.tsx")).PersonalPage,
            }),
          },
          {
            path: "admin/rights/:entity/:id",
            lazy: async () => ({
              Component: (await import("../features/rights/RightsPage.tsx")).RightsPage,
            }),
          },
          {
            path: "design/roles",
            lazy: async () => ({
              Component: (await import("../features/roles/RolesPage.tsx")).RolesPage,
            }),
          },
          {
            path: "design/role/:role",
            lazy: async () => ({
              Component: (await import("../features/roles/RoleDesignerPage.tsx")).RoleDesignerPage,
            }),
          },
          {
            path: "design/segments",
            lazy: async () => ({
              Component: (await import("@dougong/workflow/segments")).SegmentsPage,
            }),
          },
          {
            path: "admin/connectors",
            lazy: async () => ({
              Component: (await import("@dougong/workflow/messages")).ConnectorsPage,
            }),
          },
          {
            path: "admin/syncs",
            lazy: async () => ({ Component: (await import("@dougong/workflow/syncs")).SyncsPage }),
          },
          {
            path: "admin/syncs/:key",
            lazy: async () => ({ Component: (await import("@dougong/workflow/syncs")).SyncPage }),
          },
          {
            path: "recycle-bin",
            lazy: async () => ({
              Component: (await import("../features/recycle-bin/RecycleBinPage.tsx"))
                .RecycleBinPage,
            }),
          },
          {
            path: "dashboards/:key",
            lazy: async () => ({ Component: (await import("@dougong/report")).DashboardPage }),
          },
          {
            path: "subscriptions",
            lazy: async () => ({
              Component: (await import("@dougong/report/subscriptions")).SubscriptionsPage,
            }),
          },
          {
            path: "packs/:id",
            lazy: async () => ({
              Component: (await import("@dougong/report/subscriptions")).PackPage,
            }),
          },
          {
            path: "tasks",
            lazy: async () => ({ Component: (await import("@dougong/workflow")).InboxPage }),
          },
          {
            path: "approvals/:id",
            lazy: async () => ({ Component: (await import("@dougong/workflow")).ApprovalPage }),
          },
          {
            path: "mentions",
            lazy: async () => ({
              Component: (await import("../features/mentions/MentionsPage.tsx")).MentionsPage,
            }),
          },
          {
            path: "search",
            lazy: async () => ({
              Component: (await import("../features/search/SearchPage.tsx")).SearchPage,
            }),
          },
        ],
      },
      {
        path: "*",
        lazy: async () => ({ Component: (await import("./MissingPage.tsx")).MissingPage }),
      },
    ],
  },
]);
