import { EllipsisOutlined } from "@ant-design/icons";
import { useWorkspace } from "@dougong/kit/api";
import { useTranslation } from "@dougong/kit/i18n";
import { Chip, MenuButton, showToast } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { changePerson, keys, type Person } from "./api.ts";
import { sayProblem } from "./problem.ts";

export type PersonDeed = "change" | "reset" | "factor" | "sessions" | "away" | "handOver";

interface PersonLineProps {
  person: Person;
  /** Names of the person's roles. */
  roles: string[];
  onDeed: (deed: PersonDeed) => void;
}

/** One person, with all that can be done. */
export function PersonLine({ person, roles, onDeed }: PersonLineProps) {
  const { t } = useTranslation("organisation");
  const queries = useQueryClient();
  const isMe = useWorkspace().session.user.id === person.id;
  async function activate(one: Person, isActive: boolean) {
    try {
      const now = await changePerson(one, { active: isActive });
      showToast({
        text: t(isActive ? "said.unblocked" : "said.blocked", { name: one.name }),
        tone: "success",
        ...(isActive ? {} : { action: { text: t("undo"), run: () => void activate(now, true) } }),
      });
    } catch (error) {
      sayProblem(error, t("failed"));
    }
    await queries.invalidateQueries({ queryKey: keys.all });
  }
  const deed = (key: PersonDeed) => ({ key, label: t(`act.${key}`), run: () => onDeed(key) });
  const items = [
    deed("change"),
    ...(person.active && !isMe ? [deed("reset")] : []),
    ...(person.secondFactor && !isMe ? [deed("factor")] : []),
    deed("sessions"),
    ...(person.active && !isMe ? [deed("away")] : []),
    ...(isMe
      ? []
      : [
          deed("handOver"),
          person.active
            ? {
                key: "block",
                label: t("act.block"),
                isDangerous: true,
                run: () => void activate(person, false),
              }
            : { key: "unblock", label: t("act.unblock"), run: () => void activate(person, true) },
        ]),
  ];
  return (
    <li>
      <div>
        <strong>{person.name}</strong> {!person.active && <Chip text={t("blocked")} color="red" />}
        {person.secondFactor && <Chip text={t("factor.on")} color="green" />}
        <small>
          {[person.username, person.orgUnit?.label, roles.join("、")].filter(Boolean).join(" · ")}
        </small>
      </div>
      <MenuButton label={t("act.of", { name: person.name })} items={items}>
        <EllipsisOutlined aria-hidden />
      </MenuButton>
    </li>
  );
}
