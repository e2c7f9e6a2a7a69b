package dev.dougong.engine.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValueJsonTest {

  private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

  private static final Map<ValueKind, Map<String, Object>> SAMPLES = samples();

  private static Map<ValueKind, Map<String, Object>> samples() {
    Map<ValueKind, Map<String, Object>> samples = new LinkedHashMap<>();
    samples.put(ValueKind.TEXT, Map.of("\"单\\\"县\\n\"", "单\"县\n"));
    samples.put(ValueKind.INTEGER, Map.of("-999999999999999999", -999999999999999999L));
    samples.put(
        ValueKind.DECIMAL,
        Map.of(
            "0.1", new BigDecimal("0.1"),
            "100", new BigDecimal("100"),
            "-99999999999999999999999999999.123456789012",
                new BigDecimal("-99999999999999999999999999999.123456789012")));
    samples.put(ValueKind.BOOLEAN, Map.of("true", true, "false", false));
    samples.put(
        ValueKind.DATE,
        Map.of(
            "\"0001-01-01\"", LocalDate.of(1, 1, 1), "\"9999-12-31\"", LocalDate.of(9999, 12, 31)));
    samples.put(ValueKind.TIME, Map.of("\"09:30:00\"", LocalTime.of(9, 30)));
    samples.put(
        ValueKind.DATE_TIME,
        Map.of("\"2024-02-29T23:59:59.123456Z\"", Instant.parse("2024-02-29T23:59:59.123456Z")));
    samples.put(ValueKind.DURATION, Map.of("\"PT36H1S\"", Duration.ofSeconds(36 * 3600 + 1)));
    samples.put(ValueKind.TEXT_LIST, Map.of("[\"a\",\"b\"]", List.of("a", "b")));
    samples.put(ValueKind.REFERENCE, Map.of("\"" + ID + "\"", ID));
    samples.put(ValueKind.REFERENCE_LIST, Map.of("[\"" + ID + "\"]", List.of(ID)));
    samples.put(
        ValueKind.TABLE,
        Map.of(
            "[{\"id\":\"" + ID + "\",\"f12\":1.5,\"f13\":{\"a\":[1]},\"f14\":\"x\"}]",
            List.of(
                new TableRow(
                    ID, ordered(12, new BigDecimal("1.5"), 13, tree("{\"a\":[1]}"), 14, "x")))));
    String front = "~" + "aB3-_".repeat(6) + "zz";
    samples.put(
        ValueKind.SEALED,
        Map.of("\"" + front + ".7.c2VhbGVk\"", SealedText.of(front, 7, "c2VhbGVk")));
    samples.put(ValueKind.JSON, Map.of("{\"a\":[1,2.50,null]}", tree("{\"a\":[1,2.50,null]}")));
    return samples;
  }

  @Test
  void writesEachKindInItsOneForm() {
    SAMPLES.forEach(
        (kind, values) ->
            values.forEach(
                (json, value) ->
                    assertThat(ValueJson.toTree(value).toString()).as("%s", kind).isEqualTo(json)));
  }

  @Test
  void readsBackWhatItWrote() {
    assertThat(SAMPLES).containsOnlyKeys(ValueKind.values());
    SAMPLES.forEach(
        (kind, values) ->
            values.forEach(
                (json, value) ->
                    assertThat(ValueJson.read(tree(json), kind, ValueJsonTest::rowKind))
                        .as("%s", kind)
                        .isEqualTo(value)));
  }

  @Test
  void skipsValuesOfFieldsThatAreGone() {
    JsonNode rows = tree("[{\"id\":\"" + ID + "\",\"f99\":{\"deep\":[1]},\"f12\":3}]");
    assertThat(ValueJson.read(rows, ValueKind.TABLE, ValueJsonTest::rowKind))
        .isEqualTo(List.of(new TableRow(ID, Map.of(12, new BigDecimal("3")))));
  }

  @Test
  void givesEqualDecimalsOneForm() {
    assertThat(ValueJson.read(tree("1.500"), ValueKind.DECIMAL)).isEqualTo(new BigDecimal("1.5"));
    assertThat(ValueJson.read(tree("1e3"), ValueKind.DECIMAL)).isEqualTo(new BigDecimal("1000"));
    assertThat(ValueJson.read(tree("0.000"), ValueKind.DECIMAL)).isEqualTo(BigDecimal.ZERO);
  }

  @Test
  void readsNullAsNoValue() {
    for (ValueKind kind : ValueKind.values()) {
      assertThat(ValueJson.read(tree("null"), kind)).isNull();
    }
  }

  private static @Nullable ValueKind rowKind(int id) {
    return switch (id) {
      case 12 -> ValueKind.DECIMAL;
      case 13 -> ValueKind.JSON;
      case 14 -> ValueKind.TEXT;
      default -> null;
    };
  }

  private static Map<Integer, Object> ordered(Object... keysAndValues) {
    Map<Integer, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((Integer) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  private static JsonNode tree(String json) {
    try {
      return ValueJson.mapper().readTree(json);
    } catch (IOException e) {
      throw new AssertionError(json, e);
    }
  }
}
