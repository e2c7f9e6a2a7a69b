import { ErrorState } from "@dougong/kit/ui";
import { useRouteError } from "react-router";

export function RouteProblem() {
  const error = useRouteError();
  return <ErrorState error={error} onRetry={() => window.location.reload()} isPage />;
}
