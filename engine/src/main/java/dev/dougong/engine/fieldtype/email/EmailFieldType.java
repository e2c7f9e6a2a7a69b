package dev.dougong.engine.fieldtype.email;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.Encryption;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mail address as web browsers accept it, with a domain that has a dot, in lower case behind the
 * at sign.
 */
@ApplicationScoped
public final class EmailFieldType implements FieldType {

  private static final ObjectNode OPTIONS =
      OptionsSchema.of("{\"properties\":{\"encrypted\":{\"type\":\"boolean\"}}}");

  private static final int LONGEST = 254;
  private static final Pattern LOCAL = Pattern.compile("[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z][a-zA-Z0-9-]{1,62}");

  @Override
  public String id() {
    return "email";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return Encryption.kind(field);
  }

  @Override
  public ObjectNode optionsSchema() {
    return OPTIONS.deepCopy();
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    String raw = TextValues.text(json, parsing);
    return raw == null ? null : parseText(raw, field, parsing);
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    String plain = TextValues.plain(text);
    if (plain.isEmpty()) {
      return null;
    }
    int at = plain.lastIndexOf('@');
    if (plain.length() <= LONGEST
        && at > 0
        && LOCAL.matcher(plain.substring(0, at)).matches()
        && DOMAIN.matcher(plain.substring(at + 1)).matches()) {
      return plain.substring(0, at) + plain.substring(at).toLowerCase(Locale.ROOT);
    }
    parsing.add(TextValues.notReadable(text, "name@example.com"));
    return null;
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return value.toString();
  }

  @Override
  public boolean canMask() {
    return true;
  }

  @Override
  public String mask(String value) {
    int at = value.lastIndexOf('@');
    String first = at > 1 && value.charAt(0) != '*' ? value.substring(0, 1) : "";
    return first + "***" + value.substring(Math.max(at, 0));
  }

  @Override
  public @Nullable String searchText(Object value, FieldDefinition field) {
    return value.toString();
  }
}
