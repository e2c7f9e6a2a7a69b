package dev.dougong.workflow.message;

import java.nio.charset.StandardCharsets;

/** Messages as the robots of groups say them. */
public final class RobotText {

  private RobotText() {}

  /** Title and text, cut to a number of bytes in UTF-8. */
  public static String of(Channel.Message message, int bytes) {
    String text =
        message.title().isBlank() ? message.body() : message.title() + "\n" + message.body();
    return cut(text, bytes);
  }

  /** A text cut to a number of bytes in UTF-8. */
  public static String cut(String text, int bytes) {
    if (text.getBytes(StandardCharsets.UTF_8).length <= bytes) {
      return text;
    }
    int end = 0;
    int used = 3;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      used += new String(Character.toChars(point)).getBytes(StandardCharsets.UTF_8).length;
      if (used > bytes) {
        break;
      }
      end += Character.charCount(point);
    }
    return text.substring(0, end) + "…";
  }

  /** The Chinese phone number of the recipient without its country, or an empty text. */
  public static String phone(Channel.Message message) {
    String digits = message.recipient().replaceFirst("^\\+86", "");
    return digits.matches("1[0-9]{10}") ? digits : "";
  }
}
