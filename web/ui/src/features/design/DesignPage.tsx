import { DesignerPage } from "@dougong/form/designer";
import { useParams } from "react-router";

/** Changes a form; only for administrators, which the server sees to. */
export function DesignPage() {
  const { form = "" } = useParams();
  return <DesignerPage form={form} />;
}
