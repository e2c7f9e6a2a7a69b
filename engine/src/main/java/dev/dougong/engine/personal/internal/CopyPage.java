package dev.dougong.engine.personal.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** The page of a copy for people: headings and lines, no script, nothing from elsewhere. */
final class CopyPage {

  private static final String HEAD =
      """
      <!doctype html><html lang="%s"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <style>body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
      h2{margin:2rem 0 .5rem;font-size:1.1rem}dl{display:grid;grid-template-columns:12rem 1fr;margin:0}
      dt,dd{margin:0;padding:.25rem 0;border-top:1px solid #ddd}dt{color:#555}dd{white-space:pre-wrap}
      </style></head><body>
      """;

  private final StringBuilder html = new StringBuilder();
  private boolean isOpen;
  private String last = "";

  CopyPage(Locale locale) {
    html.append(HEAD.formatted(locale.getLanguage()));
  }

  /** Begins a part. */
  void heading(String text) {
    close();
    last = text;
    html.append("<h2>").append(escaped(text)).append("</h2><dl>");
    isOpen = true;
  }

  /** A line of a part. */
  void line(String name, String value) {
    html.append("<dt>").append(escaped(name)).append("</dt><dd>");
    html.append(escaped(value)).append("</dd>\n");
  }

  /** A row of a trace. */
  void row(String at, JsonNode content) {
    StringBuilder text = new StringBuilder();
    content
        .properties()
        .forEach(
            one -> {
              JsonNode value = one.getValue();
              if (!value.isNull() && !value.toString().equals("{}")) {
                text.append(one.getKey()).append(": ");
                text.append(value.isTextual() ? value.textValue() : value.toString()).append('\n');
              }
            });
    line(at.isEmpty() ? last : at, text.toString().strip());
  }

  /** The whole page. */
  String end() {
    close();
    return html.append("</body></html>\n").toString();
  }

  private void close() {
    html.append(isOpen ? "</dl>\n" : "");
    isOpen = false;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
