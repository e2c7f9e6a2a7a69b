package dev.dougong.engine.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text under seal, as it is stored: {@code ~<blind index>.<number of its key>.<sealed>}. Equal
 * texts have equal blind indexes whatever key sealed them, and two of these are equal where their
 * blind indexes are. Says nothing of the text by itself. Immutable.
 */
public final class SealedText {

  /** Characters of what stands in front: the mark and the blind index. */
  public static final int FRONT = 33;

  private static final Pattern SHAPE =
      Pattern.compile("(~[A-Za-z0-9_-]{32})\\.([0-9]{1,9})\\.([A-Za-z0-9_-]+)");

  private final String token;
  private final String front;
  private final int key;
  private final String content;

  private SealedText(String token, String front, int key, String content) {
    this.token = token;
    this.front = front;
    this.key = key;
    this.content = content;
  }

  /** Of its parts; the front has {@link #FRONT} characters. */
  public static SealedText of(String front, int key, String content) {
    return new SealedText(front + "." + key + "." + content, front, key, content);
  }

  /**
   * Of what is stored.
   *
   * @throws IllegalArgumentException where it is no text under seal; it does not name the text
   */
  public static SealedText read(String stored) {
    Matcher parts = SHAPE.matcher(stored);
    if (!parts.matches()) {
      throw new IllegalArgumentException("stored: no text under seal");
    }
    return new SealedText(stored, parts.group(1), Integer.parseInt(parts.group(2)), parts.group(3));
  }

  /** Whether a text looks like one under seal. */
  public static boolean isSealed(String text) {
    return text.startsWith("~") && SHAPE.matcher(text).matches();
  }

  /** The mark and the blind index: what is compared, also in SQL. */
  public String front() {
    return front;
  }

  /** Number of the key that sealed it. */
  public int key() {
    return key;
  }

  /** What is sealed, Base64. */
  public String content() {
    return content;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedText sealed && sealed.front.equals(front);
  }

  @Override
  public int hashCode() {
    return front.hashCode();
  }

  /** As it is stored. */
  @Override
  public String toString() {
    return token;
  }
}
