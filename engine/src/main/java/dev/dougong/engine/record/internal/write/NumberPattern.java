package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.fieldtype.Derivation;
import java.time.LocalDate;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the numbers of a field look on a day.
 *
 * @param prefix what stands before the counter; each has a counter of its own
 * @param width digits of the counter at the least
 */
record NumberPattern(String prefix, int width, String suffix) {

  private static final Pattern COUNTER = Pattern.compile("\\{(0+)}");
  private static final Pattern PART = Pattern.compile("\\{(yyyy|yy|MM|dd|0+)}");

  /** Digits that a long surely holds. */
  private static final int LONGEST = 18;

  static NumberPattern of(Derivation.Numbered how, LocalDate day) {
    String pattern =
        how.pattern()
            .replace("{yyyy}", padded(day.getYear(), 4))
            .replace("{yy}", padded(day.getYear() % 100, 2))
            .replace("{MM}", padded(day.getMonthValue(), 2))
            .replace("{dd}", padded(day.getDayOfMonth(), 2));
    Matcher counter = COUNTER.matcher(pattern);
    if (!counter.find()) {
      throw new IllegalStateException("pattern: '" + pattern + "' has no counter");
    }
    return new NumberPattern(
        pattern.substring(0, counter.start()),
        counter.group(1).length(),
        pattern.substring(counter.end()));
  }

  /** The highest counter of each prefix among texts of any day; other texts are passed over. */
  static SortedMap<String, Long> highest(Derivation.Numbered how, Collection<String> texts) {
    SortedMap<String, Long> highest = new TreeMap<>();
    if (texts.isEmpty()) {
      return highest;
    }
    Pattern any = anyDay(how.pattern());
    for (String text : texts) {
      Matcher matcher = any.matcher(text);
      if (matcher.matches() && matcher.group("n").length() <= LONGEST) {
        highest.merge(
            text.substring(0, matcher.start("n")), Long.valueOf(matcher.group("n")), Math::max);
      }
    }
    return highest;
  }

  private static Pattern anyDay(String pattern) {
    StringBuilder regex = new StringBuilder();
    Matcher part = PART.matcher(pattern);
    int end = 0;
    while (part.find()) {
      regex.append(Pattern.quote(pattern.substring(end, part.start())));
      String name = part.group(1);
      if (name.startsWith("0")) {
        regex.append("(?<n>[0-9]{").append(name.length()).append(",})");
      } else {
        regex.append("[0-9]{").append(name.length()).append('}');
      }
      end = part.end();
    }
    return Pattern.compile(regex.append(Pattern.quote(pattern.substring(end))).toString());
  }

  String text(long number) {
    return prefix + padded(number, width) + suffix;
  }

  private static String padded(long number, int width) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }
}
