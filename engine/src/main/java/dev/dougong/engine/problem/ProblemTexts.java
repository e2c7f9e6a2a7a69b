package dev.dougong.engine.problem;

import dev.dougong.engine.value.Label;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns a problem into the reader's language. For the code {@code record.unknownField} the keys
 * {@code record.unknownField} (message) and {@code record.unknownField.remedy} (what to do) are
 * read from {@code problems/record_zh.properties} or {@code problems/record_en.properties}; {@code
 * {name}} is replaced by the argument of that name, a label by its text for the reader. Immutable
 * and thread-safe.
 */
public final class ProblemTexts {

  private final ClassLoader loader;
  private final Map<String, Properties> files = new ConcurrentHashMap<>();

  /** Reads from the class path of this class. */
  public ProblemTexts() {
    this(Objects.requireNonNull(ProblemTexts.class.getClassLoader()));
  }

  /** Reads from the given class path. */
  public ProblemTexts(ClassLoader loader) {
    this.loader = loader;
  }

  /** What is wrong. Falls back to the code where no text exists, which a test forbids. */
  public String message(Problem problem, Locale locale) {
    String pattern = find(problem.code(), locale);
    return pattern == null ? problem.code() : fill(pattern, problem, locale);
  }

  /** What to do about it, or null where nothing can be said. */
  public @Nullable String remedy(Problem problem, Locale locale) {
    String pattern = find(problem.code() + ".remedy", locale);
    return pattern == null ? null : fill(pattern, problem, locale);
  }

  private @Nullable String find(String key, Locale locale) {
    String language = locale.getLanguage().equals("en") ? "en" : "zh";
    int dot = key.indexOf('.');
    String area =
        dot < 0 || key.equals(key.substring(0, dot) + ".remedy")
            ? "general"
            : key.substring(0, dot);
    return files
        .computeIfAbsent("problems/" + area + "_" + language + ".properties", this::read)
        .getProperty(key);
  }

  private Properties read(String name) {
    Properties properties = new Properties();
    try (InputStream in = loader.getResourceAsStream(name)) {
      if (in != null) {
        properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
    return properties;
  }

  private static String fill(String pattern, Problem problem, Locale locale) {
    StringBuilder text = new StringBuilder(pattern.length() + 32);
    int from = 0;
    while (true) {
      int open = pattern.indexOf('{', from);
      int close = open < 0 ? -1 : pattern.indexOf('}', open);
      if (close < 0) {
        return text.append(pattern, from, pattern.length()).toString();
      }
      text.append(pattern, from, open);
      Object value = problem.arguments().get(pattern.substring(open + 1, close));
      text.append(value == null ? "" : show(value, locale));
      from = close + 1;
    }
  }

  private static String show(Object value, Locale locale) {
    if (value instanceof Label label) {
      return label.in(locale, "");
    }
    if (value instanceof Iterable<?> many) {
      StringBuilder text = new StringBuilder();
      for (Iterator<?> i = many.iterator(); i.hasNext(); ) {
        text.append(show(i.next(), locale));
        if (i.hasNext()) {
          text.append(", ");
        }
      }
      return text.toString();
    }
    return value.toString();
  }
}
