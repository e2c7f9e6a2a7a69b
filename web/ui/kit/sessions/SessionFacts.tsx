import { formatAgo, formatInstant, useTranslation } from "../i18n/index.ts";
import { Chip } from "../ui/index.ts";
import { deviceWords } from "./deviceWords.ts";

/** A session as the server lists it. */
export interface SessionJson {
  id: string;
  /** What the browser said that it is. */
  device: string;
  createdAt: string;
  lastUsedAt: string;
  current: boolean;
}

/** The device in words, when it was used last and since when somebody is signed in there. */
export function SessionFacts({ session }: { session: SessionJson }) {
  const { t } = useTranslation("sessions");
  return (
    <div>
      <strong>{deviceWords(session.device) || t("unknown")}</strong>{" "}
      {session.current && <Chip text={t("current")} color="green" />}
      <small>
        {t("used", {
          used: formatAgo(session.lastUsedAt),
          since: formatInstant(session.createdAt, "short"),
        })}
      </small>
    </div>
  );
}
