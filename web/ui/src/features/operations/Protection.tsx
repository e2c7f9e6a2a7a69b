import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import type { OperationsState } from "./api.ts";

/** What of the machine guards the data, and what of it does not work at the moment. */
export function Protection({
  scanner,
  certificate,
}: Pick<OperationsState, "scanner" | "certificate">) {
  const { t } = useTranslation("operations");
  const wrong = certificate
    ? [
        !certificate.isTrusted && "untrusted",
        !certificate.isForThisHost && "otherHost",
        certificate.endsSoon && "endsSoon",
      ].filter((one) => one !== false)
    : [];
  return (
    <section className="dg-operations-panel" aria-labelledby="operations-protection">
      <h2 id="operations-protection">{t("protection.title")}</h2>
      <ul>
        <li data-scanner={scanner} className={scanner === "silent" ? "is-wrong" : ""}>
          {t(`protection.scanner.${scanner}`)}
        </li>
        {wrong.map((one) => (
          <li key={one} data-certificate={one} className="is-wrong">
            {t(`protection.certificate.${one}`, { host: location.hostname })}
          </li>
        ))}
        {certificate && (
          <li data-certificate="endsAt">
            {t("protection.certificate.endsAt")}{" "}
            <time dateTime={certificate.endsAt}>{formatInstant(certificate.endsAt)}</time>
          </li>
        )}
      </ul>
    </section>
  );
}
