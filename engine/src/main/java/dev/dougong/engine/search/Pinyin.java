package dev.dougong.engine.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How Chinese characters are typed on a Latin keyboard. A character has all readings that names
 * use; each part of a name may be typed in full or by its initial, the last one also in part:
 * {@code zhangweiming}, {@code zwm}, {@code zhangwm}, {@code zhangwe}.
 */
final class Pinyin {

  private static final int FIRST = 0x3400;
  private static final int BEYOND = 0xA000;
  private static final String[] UNREAD = {};

  private final String[][] readings;

  private Pinyin(String[][] readings) {
    this.readings = readings;
  }

  /** Loads the table {@code pinyin.txt}: a syllable and its characters on each line. */
  static Pinyin load() {
    Map<Integer, String[]> read = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Pinyin.class.getResourceAsStream("pinyin.txt")),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int space = line.indexOf(' ');
        String syllable = line.substring(0, space).intern();
        line.substring(space + 1)
            .codePoints()
            .forEach(point -> read.merge(point, new String[] {syllable}, Pinyin::both));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String[][] readings = new String[BEYOND - FIRST][];
    Arrays.fill(readings, UNREAD);
    read.forEach((point, syllables) -> readings[point - FIRST] = syllables);
    return new Pinyin(readings);
  }

  private static String[] both(String[] a, String[] b) {
    String[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  /** Adds the pairs of letters that any way of typing the text or a part of it can have. */
  void addTokens(String ideographs, Set<String> tokens) {
    String[] before = UNREAD;
    for (int i = 0; i < ideographs.length(); ) {
      int point = ideographs.codePointAt(i);
      String[] now = of(point);
      for (String syllable : now) {
        if (i == 0) {
          tokens.add(syllable.substring(0, 1));
        }
        for (int k = 0; k + 2 <= syllable.length(); k++) {
          tokens.add(syllable.substring(k, k + 2));
        }
        for (String last : before) {
          tokens.add("" + last.charAt(0) + syllable.charAt(0));
          tokens.add("" + last.charAt(last.length() - 1) + syllable.charAt(0));
        }
      }
      before = now;
      i += Character.charCount(point);
    }
  }

  /** The first reading of each character that has one. */
  List<String> spelled(String ideographs) {
    return ideographs
        .codePoints()
        .mapToObj(this::of)
        .filter(syllables -> syllables.length > 0)
        .map(syllables -> syllables[0])
        .toList();
  }

  /** Whether the letters are a way of typing the text, or a part of it of two letters or more. */
  boolean matches(String ideographs, String letters) {
    BitSet failed = new BitSet();
    if (letters.length() == 1) {
      return typed(ideographs, 0, letters, 0, failed);
    }
    for (int i = 0; i < ideographs.length(); i++) {
      if (typed(ideographs, i, letters, 0, failed)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the letters from one place on are typed by the text from one place on. */
  private boolean typed(String ideographs, int at, String letters, int from, BitSet failed) {
    int state = at * letters.length() + from;
    if (at >= ideographs.length() || failed.get(state)) {
      return false;
    }
    int point = ideographs.codePointAt(at);
    int next = at + Character.charCount(point);
    for (String syllable : of(point)) {
      if (syllable.startsWith(letters.substring(from))) {
        return true;
      }
      if (letters.startsWith(syllable, from)
          && typed(ideographs, next, letters, from + syllable.length(), failed)) {
        return true;
      }
      if (letters.charAt(from) == syllable.charAt(0)
          && typed(ideographs, next, letters, from + 1, failed)) {
        return true;
      }
    }
    failed.set(state);
    return false;
  }

  /** Whether two characters may be spelled alike. */
  boolean isSpelledAlike(int one, int other) {
    for (String reading : of(one)) {
      for (String second : of(other)) {
        if (reading.equals(second)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the letters spell the whole text, each character in full. */
  boolean isSpelledBy(int[] ideographs, String letters) {
    return isSpelledBy(ideographs, 0, letters, 0);
  }

  private boolean isSpelledBy(int[] ideographs, int at, String letters, int from) {
    if (at == ideographs.length) {
      return from == letters.length();
    }
    for (String syllable : of(ideographs[at])) {
      if (letters.startsWith(syllable, from)
          && isSpelledBy(ideographs, at + 1, letters, from + syllable.length())) {
        return true;
      }
    }
    return false;
  }

  private String[] of(int point) {
    return point < FIRST || point >= BEYOND ? UNREAD : readings[point - FIRST];
  }
}
