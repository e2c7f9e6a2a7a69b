package dev.dougong.engine.fieldtype.location;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.ReferenceValues;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A point on the map, {@code {"lng","lat","address"}} in degrees; the address may be missing.
 * Degrees are measured values and are rounded to seven places, which is a centimetre.
 */
@ApplicationScoped
public final class LocationFieldType implements FieldType {

  private static final ObjectNode OPTIONS = OptionsSchema.none();

  private static final List<String> KEYS = List.of("lng", "lat", "address");
  private static final int MOST_LNG = 180;
  private static final int MOST_LAT = 90;
  private static final int LONGEST = 300;
  private static final Pattern PAIR =
      Pattern.compile(
          "(-?\\d{1,3}(?:\\.\\d{1,20})?)[,; ] ?(-?\\d{1,3}(?:\\.\\d{1,20})?)(?:[,; ](.*))?");

  @Override
  public String id() {
    return "location";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return ValueKind.JSON;
  }

  @Override
  public ObjectNode optionsSchema() {
    return OPTIONS.deepCopy();
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    if (json.isNull() || (json.isTextual() && json.textValue().isEmpty())) {
      return null;
    }
    if (json.isArray() && json.isEmpty()) {
      return null;
    }
    if (!json.isObject()) {
      parsing.add(TextValues.wrongType("object", json));
      return null;
    }
    for (Iterator<String> i = json.fieldNames(); i.hasNext(); ) {
      String key = i.next();
      if (!KEYS.contains(key)) {
        parsing.add(ReferenceValues.unknownKey(key, KEYS));
        return null;
      }
    }
    BigDecimal lng = degrees(json, "lng", MOST_LNG, parsing);
    BigDecimal lat = degrees(json, "lat", MOST_LAT, parsing);
    JsonNode given = json.path("address");
    FieldParsing below = parsing.below("/address");
    String raw = given.isMissingNode() ? null : TextValues.text(given, below);
    if (lng == null || lat == null || (raw == null && !given.isMissingNode() && !given.isNull())) {
      return null;
    }
    String address = raw == null ? null : TextValues.line(TextValues.oneLine(raw), below);
    boolean isLost = raw != null && !raw.isBlank() && address == null;
    if (isLost || (address != null && TextValues.within(address, 1, LONGEST, below) == null)) {
      return null;
    }
    return ValueJson.canonical(point(lng, lat, address));
  }

  private static ObjectNode point(BigDecimal lng, BigDecimal lat, @Nullable String address) {
    ObjectNode point = ValueJson.mapper().createObjectNode().put("lng", lng).put("lat", lat);
    return address == null ? point : point.put("address", address);
  }

  private static @Nullable BigDecimal degrees(
      JsonNode json, String key, int most, FieldParsing parsing) {
    JsonNode node = json.get(key);
    if (node == null || node.isNull()) {
      parsing.add(Problem.at("/" + key, "value.missingKey").with("key", key));
      return null;
    }
    FieldParsing below = parsing.below("/" + key);
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      below.add(TextValues.wrongType("number", node));
      return null;
    }
    if (Math.abs(node.doubleValue()) > most) {
      below.add(Problem.of("location.outOfRange").with("key", key).with("max", most));
      return null;
    }
    return BigDecimal.valueOf(Math.round(node.doubleValue() * 1e7), 7).stripTrailingZeros();
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    String plain = text.length() > LONGEST ? "?" : TextValues.plain(text);
    if (plain.isEmpty()) {
      return null;
    }
    Matcher pair = PAIR.matcher(plain);
    if (!pair.matches()) {
      parsing.add(TextValues.notReadable(text, "120.1551,30.2741 杭州市西湖区"));
      return null;
    }
    BigDecimal one = new BigDecimal(pair.group(1));
    BigDecimal other = new BigDecimal(pair.group(2));
    boolean isTurned = other.abs().intValue() > MOST_LAT;
    return parse(
        point(
            isTurned ? other : one,
            isTurned ? one : other,
            pair.group(3) == null || pair.group(3).isBlank() ? null : pair.group(3)),
        field,
        parsing);
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    ObjectNode point = (ObjectNode) value;
    return point.get("lng").decimalValue().toPlainString()
        + ","
        + point.get("lat").decimalValue().toPlainString()
        + (point.has("address") ? " " + point.get("address").asText() : "");
  }

  @Override
  public @Nullable String searchText(Object value, FieldDefinition field) {
    JsonNode address = ((JsonNode) value).get("address");
    return address == null ? null : address.asText();
  }
}
