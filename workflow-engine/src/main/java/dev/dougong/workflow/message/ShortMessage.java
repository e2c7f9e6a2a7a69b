package dev.dougong.workflow.message;

import java.util.regex.Pattern;

/** What short messages have in common. */
public final class ShortMessage {

  private static final Pattern PHONE = Pattern.compile("\\+?[1-9][0-9]{4,15}");
  private static final Pattern CHINESE = Pattern.compile("(?:\\+?86)?(1[0-9]{10})");
  private static final int ALONE = 70;
  private static final int IN_PARTS = 67;

  private ShortMessage() {}

  /** The number with its country: {@code +8613800000001}. */
  public static String international(Channel.Message message) {
    String phone = phone(message);
    var chinese = CHINESE.matcher(phone);
    return chinese.matches()
        ? "+86" + chinese.group(1)
        : phone.startsWith("+") ? phone : "+" + phone;
  }

  /** A Chinese number without its country, another one with it and without a sign. */
  public static String national(Channel.Message message) {
    String phone = phone(message);
    var chinese = CHINESE.matcher(phone);
    return chinese.matches() ? chinese.group(1) : phone.replace("+", "");
  }

  private static String phone(Channel.Message message) {
    String phone = message.recipient().replaceAll("[ -]", "");
    if (!PHONE.matcher(phone).matches()) {
      throw DeliveryException.badRecipient();
    }
    return phone;
  }

  /** How many parts Chinese networks count a text as. */
  public static int parts(String text) {
    return text.length() <= ALONE ? 1 : (text.length() + IN_PARTS - 1) / IN_PARTS;
  }
}
