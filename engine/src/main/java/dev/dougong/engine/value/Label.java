package dev.dougong.engine.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A text in several languages, {@code {"zh":"客户","en":"Customer"}}.
 *
 * @param texts by language code, in the order of the document; may be empty
 */
public record Label(Map<String, String> texts) {

  /** No text in any language. */
  public static final Label NONE = new Label(Map.of());

  /** Copies the texts and keeps their order. */
  public Label {
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
  }

  /** The text for the reader: their language, else Chinese, else any, else the fallback. */
  public String in(Locale locale, String fallback) {
    String text = texts.get(locale.getLanguage());
    if (text == null) {
      text = texts.get("zh");
    }
    if (text == null && !texts.isEmpty()) {
      text = texts.values().iterator().next();
    }
    return text == null || text.isBlank() ? fallback : text;
  }
}
