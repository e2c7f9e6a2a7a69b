package dev.dougong.engine.search;

import java.util.Arrays;

/**
 * A name, or another short text, ready to be compared: spaces, punctuation, width and case do not
 * count. Alike are names of the same characters; Chinese ones that are spelled alike, or of three
 * characters and more of which one differs or is missing; a Chinese one and its pinyin; others with
 * the same words in any order, or with one or two letters that differ in a longer one. Texts whose
 * digits differ are never alike. Immutable and thread-safe.
 */
public final class Likeness {

  /** From so many characters on a Chinese name may differ in one. */
  private static final int HAN_LONG = 3;

  /** From so many letters on a name may differ in one, and in two. */
  private static final int LETTERS_LONG = 5;

  private static final int LETTERS_LONGER = 10;

  private final Pinyin pinyin;
  private final int[] points;
  private final boolean isHan;
  private final String letters;
  private final String words;
  private final String digits;

  private Likeness(
      Pinyin pinyin, int[] points, boolean isHan, String letters, String words, String digits) {
    this.pinyin = pinyin;
    this.points = points;
    this.isHan = isHan;
    this.letters = letters;
    this.words = words;
    this.digits = digits;
  }

  static Likeness of(String normalised, Pinyin pinyin) {
    int[] points = normalised.codePoints().filter(Character::isLetterOrDigit).toArray();
    boolean isHan = points.length > 0 && Arrays.stream(points).allMatch(Character::isIdeographic);
    String[] parts = normalised.strip().split("[^\\p{L}\\p{N}]+", -1);
    Arrays.sort(parts);
    String letters = new String(points, 0, points.length);
    return new Likeness(
        pinyin,
        points,
        isHan,
        letters,
        String.join(" ", parts).strip(),
        letters.replaceAll("\\D", ""));
  }

  /** Whether two names probably mean the same; an empty one means nothing. */
  public boolean isLike(Likeness other) {
    if (points.length == 0 || other.points.length == 0 || !digits.equals(other.digits)) {
      return false;
    }
    if (letters.equals(other.letters) || words.equals(other.words)) {
      return true;
    }
    if (isHan && other.isHan) {
      return isHanLike(other);
    }
    if (isHan != other.isHan) {
      Likeness han = isHan ? this : other;
      Likeness spelled = isHan ? other : this;
      return pinyin.isSpelledBy(han.points, spelled.letters);
    }
    int shorter = Math.min(points.length, other.points.length);
    int most = shorter >= LETTERS_LONGER ? 2 : shorter >= LETTERS_LONG ? 1 : 0;
    return most > 0 && distance(points, other.points, most) <= most;
  }

  private boolean isHanLike(Likeness other) {
    int shorter = Math.min(points.length, other.points.length);
    if (points.length == other.points.length && shorter > 1) {
      boolean isSpelledAlike = true;
      for (int i = 0; i < points.length && isSpelledAlike; i++) {
        isSpelledAlike = pinyin.isSpelledAlike(points[i], other.points[i]);
      }
      if (isSpelledAlike) {
        return true;
      }
    }
    return shorter >= HAN_LONG && distance(points, other.points, 1) <= 1;
  }

  /** Characters to change, add or take away; more than {@code most} is not told apart. */
  private static int distance(int[] a, int[] b, int most) {
    if (Math.abs(a.length - b.length) > most) {
      return most + 1;
    }
    int[] above = new int[b.length + 1];
    for (int j = 0; j <= b.length; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length; i++) {
      int[] row = new int[b.length + 1];
      row[0] = i;
      int least = i;
      for (int j = 1; j <= b.length; j++) {
        int same = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        row[j] = Math.min(same, Math.min(above[j], row[j - 1]) + 1);
        least = Math.min(least, row[j]);
      }
      if (least > most) {
        return most + 1;
      }
      above = row;
    }
    return above[b.length];
  }
}
