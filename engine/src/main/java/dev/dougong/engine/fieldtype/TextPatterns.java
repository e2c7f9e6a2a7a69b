package dev.dougong.engine.fieldtype;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.problem.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Patterns of authors in the option {@code pattern}, matched against the whole text in linear time
 * (RE2). Compiled ones are kept by their text, which is all that they depend on.
 */
public final class TextPatterns {

  private static final int KEPT = 256;
  private static final Map<String, Pattern> COMPILED =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Pattern> eldest) {
              return size() > KEPT;
            }
          });

  private TextPatterns() {}

  /** Says what is wrong with the pattern. */
  public static void check(FieldDefinition field, ProblemSink problems) {
    String pattern = field.text("pattern");
    if (pattern != null) {
      try {
        compiled(pattern);
      } catch (PatternSyntaxException e) {
        problems.add(
            Problem.at("/pattern", "fieldOption.badPattern")
                .with("value", TextValues.shown(pattern))
                .with("detail", e.getDescription()));
      }
    }
  }

  /** The text where it matches, else null and a problem. */
  public static @Nullable String matching(
      @Nullable String text, FieldDefinition field, FieldParsing parsing) {
    String pattern = field.text("pattern");
    if (text == null || pattern == null || compiled(pattern).matches(text)) {
      return text;
    }
    String example = field.text("example");
    parsing.add(
        Problem.of("value.patternMismatch")
            .with("value", TextValues.shown(text))
            .with("example", example == null ? pattern : example));
    return null;
  }

  private static Pattern compiled(String pattern) {
    Pattern known = COMPILED.get(pattern);
    if (known == null) {
      known = Pattern.compile(pattern);
      COMPILED.put(pattern, known);
    }
    return known;
  }
}
