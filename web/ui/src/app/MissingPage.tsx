import { ApiProblem } from "@dougong/kit/api";
import { ErrorState } from "@dougong/kit/ui";

const missing = new ApiProblem(404, "route.missing", "");

export function MissingPage() {
  return <ErrorState error={missing} isPage />;
}
