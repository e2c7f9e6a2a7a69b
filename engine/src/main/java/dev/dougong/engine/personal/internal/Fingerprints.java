package dev.dougong.engine.personal.internal;

import dev.dougong.engine.value.SealedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Values that are one person's and nobody else's, as patterns of PostgreSQL: numbers of seven
 * digits or more however they are parted, addresses with an at sign, and what a field holds that
 * tells records apart. A name is none: it would be blanked in the texts of everybody who is called
 * the same.
 *
 * @param text where they stand in a text; empty where there are none
 * @param number where they stand as a number of a JSON text; empty where there are none
 * @param values the values themselves
 */
record Fingerprints(String text, String number, List<String> values) {

  private static final Pattern DIGITS = Pattern.compile("\\d{7,20}[xX]?");
  private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}.*");
  private static final Pattern COUNTRY = Pattern.compile("^(?:\\+|00)?86(?=1\\d{10}$)");
  private static final int SHORTEST = 5;
  private static final int SHORTEST_NAME = 2;
  private static final int LONGEST = 200;

  /** Whether there is nothing to look for. */
  boolean isEmpty() {
    return text.isEmpty();
  }

  /** Collects values. */
  static final class Found {

    private final Set<String> numbers = new TreeSet<>();
    private final Set<String> words = new TreeSet<>();
    private final Set<String> fronts = new TreeSet<>();
    private final Set<String> names = new TreeSet<>();

    /** Takes a value where it is one person's. */
    void add(String value, boolean isTelling) {
      String text = value.strip();
      String plain = COUNTRY.matcher(text.replaceAll("[\\s()+.-]", "")).replaceFirst("");
      if (text.length() > LONGEST || MOMENT.matcher(text).matches()) {
        return;
      }
      if (DIGITS.matcher(plain).matches()) {
        numbers.add(plain);
      } else if (text.length() >= SHORTEST && (isTelling || isAddress(text))) {
        words.add(text);
      }
    }

    /** Takes a value under seal: wherever it stands, whichever key and place sealed it. */
    void addSealed(SealedText value) {
      fronts.add(value.front());
    }

    /** Takes what a person is called, for rows that are about this person anyway. */
    void addName(String value) {
      String text = value.strip();
      if (text.length() >= SHORTEST_NAME && text.length() <= LONGEST) {
        names.add(text);
      }
    }

    private static boolean isAddress(String text) {
      int at = text.indexOf('@');
      return at > 0 && at < text.length() - 1 && text.indexOf(' ') < 0;
    }

    Fingerprints done() {
      List<String> texts = new ArrayList<>();
      List<String> inNumbers = new ArrayList<>();
      for (String number : numbers) {
        String parted = String.join("[ -]?", number.split(""));
        texts.add("(?<![0-9])(?:(?:\\+|00)?86[ -]?)?" + parted + "(?![0-9])");
        inNumbers.add("(?:86)?" + number);
      }
      for (String word : words) {
        texts.add(bounded(word));
        String inJson = word.replace("\\", "\\\\").replace("\"", "\\\"");
        if (!inJson.equals(word)) {
          texts.add(bounded(inJson));
        }
      }
      fronts.forEach(front -> texts.add(front + "\\.[0-9]+\\.[A-Za-z0-9_-]+"));
      // The longest first: where 王小芳 was once called 王小, nothing of the longer one is left.
      names.stream()
          .sorted(Comparator.comparing(String::length).reversed().thenComparing(name -> name))
          .forEach(name -> texts.add(bounded(name) + "(?!\":)"));
      List<String> values = new ArrayList<>(numbers);
      values.addAll(words);
      return new Fingerprints(
          String.join("|", texts),
          inNumbers.isEmpty()
              ? ""
              : "(?<=[\\[ ])-?(?:[0-9]+\\.)?(?:"
                  + String.join("|", inNumbers)
                  + ")(?:\\.[0-9]+)?(?=[,}\\]])",
          values);
    }

    /** The word as it is, not in the middle of another one. */
    private static String bounded(String word) {
      StringBuilder pattern = new StringBuilder("(?<![A-Za-z0-9_])");
      for (int i = 0; i < word.length(); i++) {
        char one = word.charAt(i);
        boolean isPlain = Character.isLetterOrDigit(one) || one > '~' || one == '_';
        pattern.append(isPlain ? "" : "\\").append(one);
      }
      return pattern.append("(?![A-Za-z0-9_])").toString();
    }
  }
}
