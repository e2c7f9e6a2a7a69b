package dev.dougong.engine.packages;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Versions that fit: comparisons that all must hold, {@code >=0.1 <2}; {@code 1.2} means equal. */
public final class VersionRange {

  private static final Pattern TERM =
      Pattern.compile("(>=|<=|>|<|=)?([0-9]{1,6}(?:\\.[0-9]{1,6}){0,2})");

  private final List<Term> terms;

  private record Term(String operator, List<Integer> version) {}

  private VersionRange(List<Term> terms) {
    this.terms = terms;
  }

  /** The range, or null where the text is none. */
  public static @Nullable VersionRange parse(String text) {
    List<Term> terms = new ArrayList<>();
    for (String part : text.trim().split(" +", -1)) {
      Matcher matcher = TERM.matcher(part);
      if (!matcher.matches()) {
        return null;
      }
      String operator = matcher.group(1);
      terms.add(new Term(operator == null ? "=" : operator, numbers(matcher.group(2))));
    }
    return new VersionRange(terms);
  }

  /** Whether the version, three numbers, fits. */
  public boolean contains(String version) {
    List<Integer> numbers = numbers(version);
    return terms.stream().allMatch(term -> holds(term, compare(numbers, term.version())));
  }

  private static boolean holds(Term term, int comparison) {
    return switch (term.operator()) {
      case ">=" -> comparison >= 0;
      case "<=" -> comparison <= 0;
      case ">" -> comparison > 0;
      case "<" -> comparison < 0;
      default -> comparison == 0;
    };
  }

  private static int compare(List<Integer> left, List<Integer> right) {
    for (int i = 0; i < 3; i++) {
      int comparison = Integer.compare(at(left, i), at(right, i));
      if (comparison != 0) {
        return comparison;
      }
    }
    return 0;
  }

  private static int at(List<Integer> numbers, int index) {
    return index < numbers.size() ? numbers.get(index) : 0;
  }

  private static List<Integer> numbers(String version) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : version.split("\\.", -1)) {
      numbers.add(Integer.valueOf(part));
    }
    return numbers;
  }
}
