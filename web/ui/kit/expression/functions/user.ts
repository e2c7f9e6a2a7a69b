import { NotKnownHere } from "../tree.ts";
import { type Functions, holds } from "./function.ts";

export const userFunctions: Functions = {
  user: (a) => a.context.user?.toLowerCase() ?? null,
  userOrgUnit: (a) => a.context.userOrgUnit?.toLowerCase() ?? null,
  hasRole: holds((a) => a.context.roles.includes(a.text(0))),
  isWithin: holds((a) => {
    const isWithin = a.context.isWithin(a.text(0), a.text(1));
    if (isWithin === undefined) throw new NotKnownHere("organisation tree");
    return isWithin;
  }),
};
