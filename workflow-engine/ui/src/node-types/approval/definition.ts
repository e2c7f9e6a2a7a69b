import type { JsonObject } from "@dougong/kit/api";
import type { NodeTypeUi } from "@dougong/kit/workflows";

export default {
  id: "approval",
  group: "people",
  always: ["rejected"],
  seldom: [
    "share",
    "requester",
    "selfApproval",
    "whenNobody",
    "returnTo",
    "needsReason",
    "limit",
    "onOverdue",
    "withdrawn",
  ],
  begin: () => ({ approvers: [{}] }),
  sentence: (node, { t, people, text }) => {
    const approvers = Array.isArray(node["approvers"]) ? (node["approvers"] as JsonObject[]) : [];
    const who = approvers.map((one) => people(one) || t("nobody")).join(t("then"));
    return t("sentence", { who: who || t("nobody"), title: text(node["title"]) || t("untitled") });
  },
  output: () => ({
    type: "choice",
    kind: "text",
    options: [
      { value: "approved", label: { zh: "通过", en: "Approved" } },
      { value: "rejected", label: { zh: "驳回", en: "Rejected" } },
    ],
  }),
} satisfies NodeTypeUi;
