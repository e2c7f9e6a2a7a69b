package dev.dougong.engine.fieldtype.url;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An address of the web ({@code http} or {@code https}) without a name or password in it. */
@ApplicationScoped
public final class UrlFieldType implements FieldType {

  private static final ObjectNode OPTIONS = OptionsSchema.none();

  private static final int LONGEST = 2000;
  private static final Pattern BARE =
      Pattern.compile("[\\p{L}\\p{N}-]{1,63}\\.[\\p{L}\\p{N}.-]{2,}");
  private static final Pattern PARTS =
      Pattern.compile(
          "[hH][tT][tT][pP][sS]?://([^/?#:@\\\\]{1,253})(?::\\d{1,5})?(?:[/?#][^\\\\]*)?");
  private static final Pattern HOST =
      Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9.-]{0,251}[a-zA-Z0-9])?");

  @Override
  public String id() {
    return "url";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return ValueKind.TEXT;
  }

  @Override
  public ObjectNode optionsSchema() {
    return OPTIONS.deepCopy();
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    String raw = TextValues.text(json, parsing);
    String line = raw == null ? null : TextValues.line(raw, parsing);
    return line == null ? null : checked(line, parsing);
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    String line = TextValues.line(TextValues.oneLine(text), parsing);
    if (line == null) {
      return null;
    }
    boolean isBare = !line.contains("://") && BARE.matcher(line).lookingAt();
    return checked(isBare ? "https://" + line : line, parsing);
  }

  private static @Nullable String checked(String line, FieldParsing parsing) {
    if (TextValues.within(line, 1, LONGEST, parsing) == null) {
      return null;
    }
    Matcher parts = PARTS.matcher(line);
    if (parts.matches() && isHost(parts.group(1)) && isUri(line, parts.group(1))) {
      return line;
    }
    parsing.add(TextValues.notReadable(line, "https://www.example.com/path"));
    return null;
  }

  private static boolean isHost(String host) {
    try {
      return HOST.matcher(IDN.toASCII(host)).matches();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isUri(String line, String host) {
    try {
      return new URI(line.replace(host, "host")).getRawUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return value.toString();
  }

  @Override
  public @Nullable String searchText(Object value, FieldDefinition field) {
    return value.toString();
  }
}
