package dev.dougong.engine.fieldtype.duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.ShownValues;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A length of time to the second, below 10^10 seconds. JSON is ISO-8601 ({@code PT1H30M}); text
 * also {@code 1小时30分}, {@code 90 min}, {@code 1:30:00}.
 */
@ApplicationScoped
public final class DurationFieldType implements FieldType {

  private static final ObjectNode OPTIONS = OptionsSchema.none();

  private static final int LONGEST = 40;
  private static final long LIMIT = 10_000_000_000L;
  private static final Pattern CLOCK = Pattern.compile("(-?)(\\d{1,7}):(\\d{1,2})(?::(\\d{1,2}))?");
  private static final Pattern UNITS =
      Pattern.compile(
          "(-?)(?:(\\d{1,9})(?:天|日|days?|d))?(?:(\\d{1,9})(?:小时|时|hours?|hrs?|h))?"
              + "(?:(\\d{1,9})(?:分钟|分|minutes?|mins?|m))?(?:(\\d{1,10})(?:秒钟|秒|seconds?|secs?|s))?",
          Pattern.CASE_INSENSITIVE);

  @Override
  public String id() {
    return "duration";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return ValueKind.DURATION;
  }

  @Override
  public ObjectNode optionsSchema() {
    return OPTIONS.deepCopy();
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    String raw = TextValues.text(json, parsing);
    if (raw == null || raw.isEmpty()) {
      return null;
    }
    Duration duration = iso(raw);
    if (duration == null) {
      parsing.add(TextValues.notReadable(raw, "PT1H30M"));
      return null;
    }
    return bounded(duration, parsing);
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    if (text.isBlank()) {
      return null;
    }
    Duration duration = text.length() > LONGEST ? null : spelled(TextValues.plain(text));
    if (duration == null) {
      parsing.add(TextValues.notReadable(text, "1小时30分 / 1 h 30 min"));
      return null;
    }
    return bounded(duration, parsing);
  }

  private static @Nullable Duration iso(String text) {
    try {
      return text.length() > LONGEST || text.indexOf('.') >= 0 ? null : Duration.parse(text);
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private static @Nullable Duration spelled(String text) {
    Matcher clock = CLOCK.matcher(text);
    if (clock.matches()) {
      return seconds(text, 0, number(clock, 2), number(clock, 3), number(clock, 4));
    }
    Matcher units = UNITS.matcher(text.replace(" ", "").replace("个", ""));
    if (units.matches() && units.end() > 0) {
      return seconds(text, number(units, 2), number(units, 3), number(units, 4), number(units, 5));
    }
    return iso(text);
  }

  private static Duration seconds(String text, long days, long hours, long minutes, long seconds) {
    long all = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
    return Duration.ofSeconds(text.startsWith("-") ? -all : all);
  }

  private static long number(Matcher matcher, int group) {
    return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
  }

  private static @Nullable Duration bounded(Duration duration, FieldParsing parsing) {
    if (Math.abs(duration.getSeconds()) >= LIMIT) {
      parsing.add(Problem.of("value.outOfRange"));
      return null;
    }
    return duration;
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return ShownValues.duration((Duration) value, locale);
  }
}
