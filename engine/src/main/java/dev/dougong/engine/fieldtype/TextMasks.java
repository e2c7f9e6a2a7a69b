package dev.dougong.engine.fieldtype;

/** Masks of texts. Each is its own mask, and tells nothing of the length. */
public final class TextMasks {

  private TextMasks() {}

  /** The first character: {@code 张**}; nothing of a text that is no longer. */
  public static String firstOf(String value) {
    int first = value.isEmpty() ? 0 : value.offsetByCodePoints(0, 1);
    return first >= value.length() ? "***" : value.substring(0, first) + "**";
  }
}
