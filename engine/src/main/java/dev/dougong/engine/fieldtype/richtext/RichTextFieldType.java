package dev.dougong.engine.fieldtype.richtext;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Markdown without HTML and with links to the web, mail and telephone only, so that whoever shows
 * it has nothing to clean. Whoever shows it still escapes all text.
 */
@ApplicationScoped
public final class RichTextFieldType implements FieldType {

  private static final ObjectNode OPTIONS =
      OptionsSchema.of(
"""

{"properties":{"maxLength":{"type":"integer","minimum":1,"maximum":500000}}}
""");

  private static final int LONGEST = 100_000;
  private static final Set<String> SCHEMES = Set.of("http:", "https:", "mailto:", "tel:");

  /** The start of an HTML tag, comment or declaration; {@code <https://…>} is a link. */
  private static final Pattern TAG =
      Pattern.compile("<(?!(?:https?|mailto|tel):)[/!?]?[a-zA-Z!?\\-][^\\s>]{0,20}");

  /** What stands before the first slash of a link's target, where it could hide a scheme. */
  private static final Pattern TARGET =
      Pattern.compile(
          "(?:\\]\\(|\\]:)[\\s<]{0,9}(?:([^\\s)/?#:&\\\\]{0,40}:)|([^\\s)/?#:&\\\\]{0,40}[&\\\\]))");

  @Override
  public String id() {
    return "richText";
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
    return raw == null ? null : parseText(raw, field, parsing);
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    int max = field.number("maxLength", LONGEST);
    String lines = TextValues.within(TextValues.lines(text, parsing), 0, max, parsing);
    if (lines == null) {
      return null;
    }
    Matcher tag = TAG.matcher(lines);
    if (tag.find()) {
      parsing.add(Problem.of("richText.html").with("value", TextValues.shown(tag.group())));
      return null;
    }
    Matcher target = TARGET.matcher(lines);
    while (target.find()) {
      String scheme = target.group(1) == null ? target.group(2) : target.group(1);
      if (!SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
        parsing.add(Problem.of("richText.badLink").with("value", TextValues.shown(scheme)));
        return null;
      }
    }
    return lines;
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
