package dev.dougong.web.error;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The language of a reader. */
public final class Languages {

  private Languages() {}

  /** Chinese or English, whichever {@code Accept-Language} names first; Chinese otherwise. */
  public static Locale of(@Nullable String acceptLanguage) {
    if (acceptLanguage == null) {
      return Locale.SIMPLIFIED_CHINESE;
    }
    int chinese = position(acceptLanguage, "zh");
    int english = position(acceptLanguage, "en");
    return english < chinese ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
  }

  private static int position(String header, String language) {
    String[] ranges = header.split(",", 20);
    for (int i = 0; i < ranges.length; i++) {
      if (ranges[i].strip().toLowerCase(Locale.ROOT).startsWith(language)) {
        return i;
      }
    }
    return Integer.MAX_VALUE;
  }
}
