import { NewEntityPage } from "@dougong/form/designer";
import { useNavigate } from "react-router";

/** A new entity; only for administrators, which the server sees to. */
export function NewEntity() {
  const navigate = useNavigate();
  return <NewEntityPage onGo={(address) => void navigate(address)} />;
}
