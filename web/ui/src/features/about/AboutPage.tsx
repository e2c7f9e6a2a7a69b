import { useTranslation } from "@dougong/kit/i18n";
import { useEffect } from "react";
import { useLocation } from "react-router";
import { controls, costs } from "./content.ts";
import "./texts.ts";
import "./AboutPage.css";

/** What the product is, what it costs, and how it helps with a certification. */
export function AboutPage() {
  const { t } = useTranslation("about");
  const { hash } = useLocation();
  useEffect(() => {
    document.title = t("title");
    document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [t, hash]);
  return (
    <article className="dg-about">
      <header className="dg-page-head">
        <h1>{t("title")}</h1>
      </header>
      <nav aria-label={t("title")}>
        <a href="#license">{t("license.title")}</a>
        <a href="#costs">{t("costs.title")}</a>
        <a href="#controls">{t("controls.title")}</a>
      </nav>
      <License />
      <Costs />
      <Controls />
    </article>
  );
}

function License() {
  const { t } = useTranslation("about");
  const facts = ["edition", "people", "source", "stop"] as const;
  return (
    <section id="license">
      <h2>{t("license.title")}</h2>
      <p>{t("license.text")}</p>
      <ul>
        {facts.map((fact) => (
          <li key={fact}>{t(`license.${fact}`)}</li>
        ))}
      </ul>
      <a href="/license.txt" target="_blank" rel="noreferrer">
        {t("license.open")}
      </a>
    </section>
  );
}

/** Total cost of ownership: what is paid, to whom, and what can be done to keep it low. */
function Costs() {
  const { t } = useTranslation("about");
  return (
    <section id="costs">
      <h2>{t("costs.title")}</h2>
      <p>{t("costs.text")}</p>
      <dl>
        {costs.map((cost) => (
          <div key={cost}>
            <dt>{t(`costs.${cost}.name`)}</dt>
            <dd>
              <strong>{t(`costs.${cost}.amount`)}</strong>
              {t(`costs.${cost}.text`)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Controls of ISO/IEC 27001:2022 (annex A) that the product helps with. */
function Controls() {
  const { t } = useTranslation("about");
  return (
    <section id="controls">
      <h2>{t("controls.title")}</h2>
      <p>{t("controls.text")}</p>
      <dl>
        {controls.map(([number, control]) => (
          <div key={number}>
            <dt>
              {number} {t(`controls.${control}.name`)}
            </dt>
            <dd>
              <span>{t(`controls.${control}.product`)}</span>
              <em>{t(`controls.${control}.shop`)}</em>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
