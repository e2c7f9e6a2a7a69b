import { CloseOutlined, RightOutlined } from "@ant-design/icons";
import { guideKeys, type MyGuides, putGuidesAway, shareOf, useGuides } from "@dougong/kit/guides";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { showToast } from "@dougong/kit/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import "./texts.ts";
import "./GuideTile.css";

/** What is left of the person's guides, until it is done or put away. */
export function GuideTile() {
  const { t } = useTranslation("gettingStarted");
  const queries = useQueryClient();
  const { data } = useGuides();
  if (!data || data.putAway) return null;
  const { done, of, next } = shareOf(data.items);
  if (!next) return null;

  async function put(isAway: boolean) {
    try {
      await putGuidesAway(isAway);
      queries.setQueryData<MyGuides>(guideKeys.mine, (before) =>
        before ? { ...before, putAway: isAway } : before,
      );
      if (isAway) {
        const undo = { text: t("undo"), run: () => void put(false) };
        showToast({ text: t("putAwayDone"), action: undo });
      }
    } catch {
      showToast({ text: t("failed"), tone: "error" });
    }
  }

  return (
    <section className="dg-guide-tile" aria-label={t("title")}>
      <Link to="/guides">
        <span className="dg-guide-tile-words">
          <strong>
            {t("title")} <small>{t("progress", { done, of })}</small>
          </strong>
          <span>{t("next", { label: labelText(next.label, next.key) })}</span>
        </span>
        <RightOutlined aria-hidden />
      </Link>
      <progress max={of} value={done} aria-label={t("progress", { done, of })} />
      <button type="button" aria-label={t("putAway")} onClick={() => void put(true)}>
        <CloseOutlined aria-hidden />
      </button>
    </section>
  );
}
