import { useTranslation } from "@dougong/kit/i18n";
import { Chip } from "@dougong/kit/ui";
import type { ApprovalStatus } from "../api.ts";

const colors: Record<ApprovalStatus, string> = {
  open: "blue",
  approved: "green",
  rejected: "red",
  returned: "orange",
  withdrawn: "gray",
  cancelled: "gray",
};

export function StatusChip({ status }: { status: ApprovalStatus }) {
  const { t } = useTranslation("workflow");
  return <Chip text={t(`approval.status.${status}`)} color={colors[status]} />;
}
