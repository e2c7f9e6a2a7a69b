package dev.dougong.engine.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns texts into search tokens and typed text into a query over them. Chinese is found by any
 * part of one character or more and by pinyin; letters by any part of two or more and by the first
 * letter; digits by any four or more in a row and by the first three. Only the first {@value
 * #LONGEST_TEXT} characters of a text are searched. Immutable and thread-safe; tokens of one
 * version are comparable with those of the same version only.
 */
@ApplicationScoped
public class SearchTerms {

  /** Changes when the tokens of a text change; the search columns must then be filled anew. */
  public static final int VERSION = 1;

  private static final int LONGEST_TEXT = 1000;
  private static final int LONGEST_QUERY = 100;

  /** So many digits are found anywhere in a number; fewer only at its beginning. */
  private static final int DIGITS = 4;

  private static final Pattern NUMBER_IN_PARTS = Pattern.compile("\\d+(?:[- ]\\d+)+");
  private static final Pattern TYPED_NUMBER = Pattern.compile("\\+?[\\d ()\\-]*");
  private static final Pattern CHINA = Pattern.compile("^(?:\\+|00)86");

  private final Pinyin pinyin = Pinyin.load();

  /** The tokens of all texts together, sorted, each once. */
  public List<String> index(Collection<String> texts) {
    Set<String> tokens = new TreeSet<>();
    for (String text : texts) {
      for (Run run : runsOf(text)) {
        addTokens(run, tokens);
        if (run.script() == Run.Script.IDEOGRAPHS) {
          pinyin.addTokens(run.text(), tokens);
        }
      }
    }
    return List.copyOf(tokens);
  }

  /** Understands what a person typed. Words are separated by spaces; each must be found. */
  public SearchQuery parse(String q) {
    String typed = Run.normalise(q, LONGEST_QUERY).strip();
    List<Run> runs = new ArrayList<>();
    if (TYPED_NUMBER.matcher(typed).matches()) {
      String digits = CHINA.matcher(typed).replaceFirst("").replaceAll("\\D", "");
      if (!digits.isEmpty()) {
        runs.add(new Run(Run.Script.DIGITS, digits));
      }
    } else {
      runs.addAll(new LinkedHashSet<>(Run.of(typed)));
    }
    Set<String> tokens = new TreeSet<>();
    for (Run run : runs) {
      addQueryTokens(run, tokens);
    }
    return new SearchQuery(List.copyOf(tokens), typed, runs);
  }

  /** Whether a record with these texts is found. */
  public boolean matches(Collection<String> texts, SearchQuery query) {
    if (query.runs().isEmpty()) {
      return false;
    }
    List<Run> runs = new ArrayList<>();
    for (String text : texts) {
      runs.addAll(runsOf(text));
    }
    for (Run wanted : query.runs()) {
      if (runs.stream().noneMatch(run -> isIn(run, wanted))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The words of a text as they are typed on a Latin keyboard, in lower case: one for each Chinese
   * character (its first reading; nothing where it has none), each word of letters and each number.
   */
  public List<String> spelled(String text) {
    List<String> words = new ArrayList<>();
    for (Run run : Run.of(Run.normalise(text, LONGEST_QUERY))) {
      if (run.script() == Run.Script.IDEOGRAPHS) {
        words.addAll(pinyin.spelled(run.text()));
      } else {
        words.add(run.text());
      }
    }
    return words;
  }

  /** A text made ready to be compared with others, as names are. */
  public Likeness likeness(String text) {
    return Likeness.of(Run.normalise(text, LONGEST_QUERY), pinyin);
  }

  private boolean isIn(Run run, Run wanted) {
    String text = run.text();
    String part = wanted.text();
    return switch (wanted.script()) {
      case IDEOGRAPHS -> run.script() == wanted.script() && text.contains(part);
      case DIGITS ->
          run.script() == wanted.script()
              && (part.length() < DIGITS ? text.startsWith(part) : text.contains(part));
      case LETTERS ->
          switch (run.script()) {
            case IDEOGRAPHS -> pinyin.matches(text, part);
            case LETTERS -> part.length() == 1 ? text.startsWith(part) : text.contains(part);
            case DIGITS -> false;
          };
    };
  }

  private static List<Run> runsOf(String text) {
    String normalised = Run.normalise(text, LONGEST_TEXT);
    List<Run> runs = Run.of(normalised);
    Matcher parts = NUMBER_IN_PARTS.matcher(normalised);
    while (parts.find()) {
      runs.add(new Run(Run.Script.DIGITS, parts.group().replaceAll("\\D", "")));
    }
    return runs;
  }

  private static void addTokens(Run run, Set<String> tokens) {
    String text = run.text();
    switch (run.script()) {
      case IDEOGRAPHS -> {
        addGrams(text, 1, tokens);
        addGrams(text, 2, tokens);
      }
      case LETTERS -> {
        tokens.add(text.substring(0, text.offsetByCodePoints(0, 1)));
        addGrams(text, 2, tokens);
      }
      case DIGITS -> {
        for (int length = 1; length < DIGITS && length <= text.length(); length++) {
          tokens.add(text.substring(0, length));
        }
        addGrams(text, DIGITS, tokens);
      }
    }
  }

  private static void addQueryTokens(Run run, Set<String> tokens) {
    String text = run.text();
    int length = text.codePointCount(0, text.length());
    switch (run.script()) {
      case IDEOGRAPHS, LETTERS -> addGrams(text, Math.min(length, 2), tokens);
      case DIGITS -> addGrams(text, Math.min(length, DIGITS), tokens);
    }
  }

  private static void addGrams(String text, int size, Set<String> tokens) {
    int count = text.codePointCount(0, text.length());
    int start = 0;
    for (int i = 0; i + size <= count; i++) {
      tokens.add(text.substring(start, text.offsetByCodePoints(start, size)));
      start = text.offsetByCodePoints(start, 1);
    }
  }
}
