/** Items of the total cost of ownership, in their order. */
export const costs = [
  "purchase",
  "server",
  "upgrade",
  "care",
  "change",
  "messages",
  "hidden",
  "leaving",
] as const;

/** Controls by their numbers in annex A. */
export const controls = [
  ["A.5.15", "access"],
  ["A.5.16", "identity"],
  ["A.5.17", "secrets"],
  ["A.5.18", "review"],
  ["A.5.33", "records"],
  ["A.5.34", "privacy"],
  ["A.8.2", "privileged"],
  ["A.8.5", "signIn"],
  ["A.8.10", "deletion"],
  ["A.8.11", "masking"],
  ["A.8.12", "leakage"],
  ["A.8.13", "backup"],
  ["A.8.15", "logging"],
  ["A.8.24", "cryptography"],
  ["A.8.28", "coding"],
  ["A.8.32", "change"],
] as const;
