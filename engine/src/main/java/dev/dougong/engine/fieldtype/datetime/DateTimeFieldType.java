package dev.dougong.engine.fieldtype.datetime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.DateTexts;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.ShownValues;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A moment to the microsecond, of the years 1 to 9999; finer parts are cut off. JSON must state its
 * offset; text without one is meant in the zone of the app.
 */
@ApplicationScoped
public final class DateTimeFieldType implements FieldType {

  private static final ObjectNode OPTIONS = OptionsSchema.none();

  private static final String EXAMPLE = "2024-01-05T09:30:00+08:00";
  private static final int LONGEST = 40;
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant BEYOND = Instant.parse("+10000-01-01T00:00:00Z");

  @Override
  public String id() {
    return "dateTime";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return ValueKind.DATE_TIME;
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
    Instant moment = withOffset(raw);
    if (moment == null) {
      parsing.add(TextValues.notReadable(raw, EXAMPLE));
    }
    return moment;
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    if (text.isBlank()) {
      return null;
    }
    String plain = TextValues.plain(text);
    Instant moment = withOffset(plain.replace(' ', 'T'));
    if (moment == null) {
      LocalDateTime local = local(plain);
      moment = local == null ? null : bounded(local.atZone(parsing.zone()).toInstant());
    }
    if (moment == null) {
      parsing.add(TextValues.notReadable(text, "2024-01-05 09:30"));
    }
    return moment;
  }

  private static @Nullable Instant withOffset(String text) {
    try {
      return text.length() > LONGEST ? null : bounded(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable LocalDateTime local(String text) {
    LocalDateTime spelled = DateTexts.dateTime(text);
    if (spelled != null || text.length() > LONGEST) {
      return spelled;
    }
    try {
      return LocalDateTime.parse(text.replace(' ', 'T'));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Instant bounded(Instant moment) {
    return moment.isBefore(FIRST) || !moment.isBefore(BEYOND)
        ? null
        : moment.truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return format(value, field, locale, ZoneOffset.UTC) + " UTC";
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale, ZoneId zone) {
    return ShownValues.moment((Instant) value, zone);
  }
}
