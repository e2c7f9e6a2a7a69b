/** Words for the rules that most roles have; a text of one's own for the others. */
const known: Record<string, string> = {
  true: "rule.all",
  "owner==user()": "rule.own",
  "orgUnit==userOrgUnit()": "rule.unit",
  "isWithin(orgUnit,userOrgUnit())": "rule.below",
};

/** Key of the words for a rule; undefined where it has to be shown itself. */
export const wordsOfRule = (rule: string): string | undefined => known[rule.replaceAll(/\s+/g, "")];
