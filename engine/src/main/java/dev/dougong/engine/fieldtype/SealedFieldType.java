package dev.dougong.engine.fieldtype;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.seal.FieldSeals;
import dev.dougong.engine.value.SealedText;
import dev.dougong.engine.value.ValueKind;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The type of one encrypted field: reads and shows values as the plain type does, and seals them in
 * between. So a value is under seal from where it is read to where it is shown.
 */
final class SealedFieldType implements FieldType {

  private static final String VALUE = "value";

  private final FieldType plain;
  private final FieldSeals seals;
  private final int field;

  SealedFieldType(FieldType plain, FieldSeals seals, int field) {
    this.plain = plain;
    this.seals = seals;
    this.field = field;
  }

  @Override
  public String id() {
    return plain.id();
  }

  @Override
  public ValueKind kind(FieldDefinition definition) {
    return ValueKind.SEALED;
  }

  @Override
  public ObjectNode optionsSchema() {
    return plain.optionsSchema();
  }

  @Override
  public void check(FieldDefinition definition, ProblemSink problems) {
    plain.check(definition, problems);
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition definition, FieldParsing parsing) {
    return sealed(plain.parse(json, definition, quiet(parsing)));
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition definition, FieldParsing parsing) {
    return sealed(plain.parseText(text, definition, quiet(parsing)));
  }

  /** Problems are kept with what they are about, so they must not quote the value. */
  private static FieldParsing quiet(FieldParsing parsing) {
    return parsing.telling(
        problem ->
            parsing.add(
                problem.arguments().containsKey(VALUE) ? problem.with(VALUE, "***") : problem));
  }

  private @Nullable SealedText sealed(@Nullable Object value) {
    return value == null ? null : seals.seal(value.toString(), field);
  }

  private String open(Object value) {
    SealedText sealed = value instanceof SealedText one ? one : SealedText.read(value.toString());
    return seals.open(sealed, field);
  }

  @Override
  public void write(Object value, FieldDefinition definition, JsonGenerator out)
      throws IOException {
    plain.write(open(value), definition, out);
  }

  @Override
  public String format(Object value, FieldDefinition definition, Locale locale) {
    return plain.format(open(value), definition, locale);
  }

  @Override
  public String format(Object value, FieldDefinition definition, Locale locale, ZoneId zone) {
    return plain.format(open(value), definition, locale, zone);
  }

  @Override
  public boolean canMask() {
    return plain.canMask();
  }

  /** Of a value under seal, or of a mask that somebody sent back. */
  @Override
  public String mask(String value) {
    return plain.mask(SealedText.isSealed(value) ? open(value) : value);
  }
}
