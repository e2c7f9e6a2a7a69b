package dev.dougong.engine.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Canonical values as JSON and back, without a tree and without loss: decimals are plain JSON
 * numbers, dates and times ISO-8601 (moments in {@code Z}, to the microsecond), durations {@code
 * PT…}, references uuid text, rows of tables {@code {"id":…,"f12":…}} by field id. This is how
 * values are stored and, rows and references apart, how the API shows them.
 */
public final class ValueJson {

  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  private static final JsonFactory STORED = new JsonFactory();

  /** Reads one tree out of a longer stream. */
  private static final ObjectReader INNER_TREE =
      EXACT.readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final IntFunction<@Nullable ValueKind> NO_ROWS = id -> null;

  private ValueJson() {}

  /** Reads and writes trees without loss: decimals stay exact, repeated keys are refused. */
  public static JsonMapper mapper() {
    return EXACT;
  }

  /** Reads what the database holds, in which no key is repeated. */
  public static JsonParser stored(String json) throws IOException {
    return STORED.createParser(json);
  }

  /** Writes a canonical value of any kind; its Java class says which. */
  public static void write(Object value, JsonGenerator out) throws IOException {
    if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Long number) {
      out.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      out.writeNumber(number.toPlainString());
    } else if (value instanceof Boolean bool) {
      out.writeBoolean(bool);
    } else if (value instanceof UUID
        || value instanceof LocalDate
        || value instanceof Duration
        || value instanceof SealedText) {
      out.writeString(value.toString());
    } else if (value instanceof Instant moment) {
      out.writeString(text(moment));
    } else if (value instanceof LocalTime time) {
      out.writeString(text(time));
    } else if (value instanceof List<?> many) {
      writeList(many, out);
    } else if (value instanceof TableRow row) {
      writeRow(row, out);
    } else if (value instanceof JsonNode json) {
      EXACT.writeTree(out, json);
    } else {
      throw new IllegalArgumentException("value: no kind has the class " + value.getClass());
    }
  }

  private static void writeList(List<?> many, JsonGenerator out) throws IOException {
    out.writeStartArray();
    for (Object one : many) {
      write(one, out);
    }
    out.writeEndArray();
  }

  private static void writeRow(TableRow row, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", row.id().toString());
    for (Map.Entry<Integer, Object> value : row.values().entrySet()) {
      out.writeFieldName("f" + value.getKey());
      write(value.getValue(), out);
    }
    out.writeEndObject();
  }

  /** A moment in {@code Z}, to the microsecond. */
  public static String text(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MICROS).toString();
  }

  /** A time of day with its seconds, {@code 09:30:00}. */
  public static String text(LocalTime time) {
    String text = time.truncatedTo(ChronoUnit.SECONDS).toString();
    return text.length() == 5 ? text + ":00" : text;
  }

  /** A canonical value as a tree. */
  public static JsonNode toTree(Object value) {
    try (TokenBuffer buffer = new TokenBuffer(EXACT, false)) {
      write(value, buffer);
      try (JsonParser parser = buffer.asParser()) {
        return EXACT.readTree(parser);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a stored value of any kind but TABLE; null for JSON null. */
  public static @Nullable Object read(JsonNode json, ValueKind kind) {
    return read(json, kind, NO_ROWS);
  }

  /**
   * Reads a stored value; null for JSON null.
   *
   * @param rowKinds kind by field id for the fields of a table's rows; null for ids that are gone,
   *     whose values are skipped
   */
  public static @Nullable Object read(
      JsonNode json, ValueKind kind, IntFunction<@Nullable ValueKind> rowKinds) {
    try (JsonParser parser = json.traverse(EXACT)) {
      parser.nextToken();
      return read(parser, kind, rowKinds);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the stored value at the parser's current token and leaves the parser at its last token.
   *
   * @param rowKinds as above
   * @throws IOException also where the JSON is not of the kind: what is stored was checked before
   */
  public static @Nullable Object read(
      JsonParser in, ValueKind kind, IntFunction<@Nullable ValueKind> rowKinds) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    return switch (kind) {
      case TEXT -> text(in);
      case INTEGER -> in.getLongValue();
      case DECIMAL -> canonical(in.getDecimalValue());
      case BOOLEAN -> in.getBooleanValue();
      case DATE -> LocalDate.parse(text(in));
      case TIME -> LocalTime.parse(text(in));
      case DATE_TIME -> Instant.parse(text(in));
      case DURATION -> Duration.parse(text(in));
      case REFERENCE -> UUID.fromString(text(in));
      case TEXT_LIST -> texts(in);
      case REFERENCE_LIST -> references(in);
      case TABLE -> rows(in, rowKinds);
      case JSON -> tree(in);
      case SEALED -> SealedText.read(text(in));
    };
  }

  /** A decimal in the one form in which equal amounts are equal: no zeros at its end. */
  public static BigDecimal canonical(BigDecimal number) {
    BigDecimal bare = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    return bare.scale() < 0 ? bare.setScale(0) : bare;
  }

  /**
   * A tree in the one form in which it comes back from the store, so that equal trees are equal.
   */
  public static JsonNode canonical(JsonNode json) {
    try {
      return EXACT.readTree(EXACT.writeValueAsString(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw new JsonParseException(in, "text expected, not " + in.currentToken());
    }
    return in.getText();
  }

  private static List<String> texts(JsonParser in) throws IOException {
    List<String> values = new ArrayList<>();
    expectArray(in);
    while (in.nextToken() != JsonToken.END_ARRAY) {
      values.add(text(in));
    }
    return List.copyOf(values);
  }

  private static List<UUID> references(JsonParser in) throws IOException {
    List<UUID> values = new ArrayList<>();
    expectArray(in);
    while (in.nextToken() != JsonToken.END_ARRAY) {
      values.add(UUID.fromString(text(in)));
    }
    return List.copyOf(values);
  }

  private static List<TableRow> rows(JsonParser in, IntFunction<@Nullable ValueKind> kinds)
      throws IOException {
    List<TableRow> rows = new ArrayList<>();
    expectArray(in);
    while (in.nextToken() != JsonToken.END_ARRAY) {
      rows.add(row(in, kinds));
    }
    return List.copyOf(rows);
  }

  private static TableRow row(JsonParser in, IntFunction<@Nullable ValueKind> kinds)
      throws IOException {
    UUID id = null;
    Map<Integer, Object> values = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      if (name.equals("id")) {
        id = UUID.fromString(text(in));
        continue;
      }
      int fieldId = Integer.parseInt(name, 1, name.length(), 10);
      ValueKind kind = kinds.apply(fieldId);
      if (kind == null) {
        in.skipChildren();
        continue;
      }
      Object value = read(in, kind, kinds);
      if (value != null) {
        values.put(fieldId, value);
      }
    }
    if (id == null) {
      throw new JsonParseException(in, "a row has no id");
    }
    return new TableRow(id, values);
  }

  private static JsonNode tree(JsonParser in) throws IOException {
    JsonNode node = INNER_TREE.readTree(in);
    return node == null ? MissingNode.getInstance() : node;
  }

  private static void expectArray(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw new JsonParseException(in, "array expected, not " + in.currentToken());
    }
  }
}
