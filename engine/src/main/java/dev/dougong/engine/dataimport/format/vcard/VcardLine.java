package dev.dougong.engine.dataimport.format.vcard;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line of a card.
 *
 * @param name in upper case, without its group
 * @param value as it stands, less the quoting of the old version
 */
record VcardLine(String name, String value) {

  /** Null where the line has no name. */
  static @Nullable VcardLine of(String line, boolean isQuoted) {
    int colon = line.indexOf(':');
    if (colon <= 0) {
      return null;
    }
    String head = line.substring(0, colon).replace("\uFEFF", "").toUpperCase(Locale.ROOT);
    String first = head.split(";", 2)[0];
    String name = first.substring(first.lastIndexOf('.') + 1).strip();
    String value = line.substring(colon + 1);
    return new VcardLine(name, isQuoted ? unquoted(value, charset(head)) : value);
  }

  private static Charset charset(String head) {
    return head.contains("CHARSET=GB") ? Charset.forName("GB18030") : StandardCharsets.UTF_8;
  }

  private static String unquoted(String value, Charset charset) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
    for (int i = 0; i < value.length(); i++) {
      int high = i + 2 < value.length() ? Character.digit(value.charAt(i + 1), 16) : -1;
      int low = i + 2 < value.length() ? Character.digit(value.charAt(i + 2), 16) : -1;
      if (value.charAt(i) == '=' && high >= 0 && low >= 0) {
        bytes.write(high * 16 + low);
        i += 2;
      } else {
        bytes.writeBytes(String.valueOf(value.charAt(i)).getBytes(charset));
      }
    }
    return bytes.toString(charset);
  }

  /** The parts between semicolons, with escapes resolved. */
  private List<String> parts() {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char at = value.charAt(i);
      if (at == '\\' && i + 1 < value.length()) {
        char escaped = value.charAt(++i);
        part.append(escaped == 'n' || escaped == 'N' ? '\n' : escaped);
      } else if (at == ';') {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        part.append(at);
      }
    }
    parts.add(part.toString().strip());
    return parts;
  }

  /** The value as one text, its parts with spaces between. */
  String text() {
    List<String> parts = parts();
    parts.removeIf(String::isEmpty);
    return String.join(" ", parts);
  }

  /** Family name first; between Chinese names stands no space. */
  String personName() {
    List<String> parts = new ArrayList<>(parts().subList(0, Math.min(3, parts().size())));
    parts.removeIf(String::isEmpty);
    boolean isChinese = String.join("", parts).codePoints().anyMatch(Character::isIdeographic);
    if (!isChinese) {
      Collections.reverse(parts);
    }
    return String.join(isChinese ? "" : " ", parts);
  }
}
