package dev.dougong.web.startup.internal;

import dev.dougong.engine.workspace.Limit;
import dev.dougong.engine.workspace.Limits;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Limits as somebody types them: {@code people=20 records=100000 files=10GB calls=none}. */
final class TypedLimits {

  private static final String NONE = "none";
  private static final Pattern AMOUNT =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,3})?)([A-Z]{0,2})");
  private static final Map<String, Long> UNITS =
      Map.of(
          "", 1L, "KB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L, "TB", 1_000_000_000_000L);

  private TypedLimits() {}

  /** What was there, changed by what is named. */
  static Limits changed(Limits before, List<String> typed) {
    Map<Limit, Long> most = new EnumMap<>(Limit.class);
    most.putAll(before.most());
    for (String one : typed) {
      int equals = one.indexOf('=');
      @Nullable Limit what = equals < 0 ? null : Limit.of(one.substring(0, equals));
      if (what == null) {
        throw wrong(one);
      }
      String amount = one.substring(equals + 1);
      if (amount.equals(NONE)) {
        most.remove(what);
      } else {
        most.put(what, amount(what, amount, one));
      }
    }
    return new Limits(most);
  }

  private static long amount(Limit what, String amount, String one) {
    Matcher parts = AMOUNT.matcher(amount.toUpperCase(Locale.ROOT));
    @Nullable Long unit = parts.matches() ? UNITS.get(parts.group(2)) : null;
    if (unit == null || (what != Limit.FILES && unit != 1)) {
      throw wrong(one);
    }
    try {
      return new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit)).longValueExact();
    } catch (ArithmeticException e) {
      throw wrong(one);
    }
  }

  private static IllegalStateException wrong(String one) {
    return new IllegalStateException(
        "“%s”不是上限,例如 / \"%s\" is no limit; for example: people=20 records=100000 files=10GB calls=600 files=none"
            .formatted(one, one));
  }

  /** In one line, with what is used of each. */
  static String described(Limits limits, Map<Limit, Long> use) {
    StringBuilder text = new StringBuilder();
    for (Limit what : Limit.values()) {
      @Nullable Long most = limits.of(what);
      text.append("  ")
          .append(what.key())
          .append(' ')
          .append(what.isStored() ? use.getOrDefault(what, 0L) + " / " : "")
          .append(most == null ? NONE : most.toString());
    }
    return text.toString().strip();
  }
}
