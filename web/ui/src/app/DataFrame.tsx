import { FieldServicesHost } from "@dougong/form";
import { Outlet } from "react-router";

/** Everything that shows records stands below the field types. */
export function DataFrame() {
  return (
    <FieldServicesHost>
      <Outlet />
    </FieldServicesHost>
  );
}
