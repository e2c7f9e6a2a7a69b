package dev.dougong.engine.packages.internal;

import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads a zip that may lie. The directory at the end and the headers before the files must agree,
 * files must lie one after the other from the first byte to the directory, names must be plain, and
 * sizes and check sums must be true. Bounded by what is declared, so that nothing can grow.
 */
final class ZipEntries {

  static final int MAX_ENTRIES = 2_000;
  static final int MAX_FILE = 32 << 20;
  static final int MAX_TOTAL = 128 << 20;
  static final int MAX_RATIO = 200;

  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int DESCRIPTOR = 0x08074b50;
  private static final int END_SIZE = 22;
  private static final int CENTRAL_SIZE = 46;
  private static final int LOCAL_SIZE = 30;
  private static final int UNIX = 3;
  private static final int FILE_TYPE = 0xF000;
  private static final int REGULAR = 0x8000;
  private static final int DIRECTORY = 0x4000;
  private static final int HAS_DESCRIPTOR = 8;
  private static final int UTF8 = 0x800;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+){0,3}/?");

  private final ByteBuffer zip;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /** A file of the zip. */
  record Entry(
      String name, int flags, int method, int crc, int packed, int size, int offset, int start) {}

  /** A file with its bytes. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record ZipFile(String name, byte[] content) {}

  private ZipEntries(byte[] zip) {
    this.zip = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** All files, in the order of the zip. Throws with everything that is wrong. */
  static List<ZipFile> read(byte[] zip) {
    ZipEntries entries = new ZipEntries(zip);
    try {
      entries.readDirectory();
      entries.checkPlaces();
    } catch (IndexOutOfBoundsException e) {
      throw refusal("package.notZip");
    }
    if (!entries.problems.isEmpty()) {
      throw new InputException(entries.problems);
    }
    return entries.inflateAll();
  }

  private void readDirectory() {
    int end = zip.limit() - END_SIZE;
    if (end < 0 || zip.getInt(end) != END || zip.getShort(end + 20) != 0) {
      throw refusal("package.notZip");
    }
    int count = zip.getShort(end + 10) & 0xFFFF;
    int size = zip.getInt(end + 12);
    int at = zip.getInt(end + 16);
    boolean isWhole =
        zip.getShort(end + 4) == 0
            && zip.getShort(end + 6) == 0
            && (zip.getShort(end + 8) & 0xFFFF) == count
            && at >= 0
            && size >= 0
            && (long) at + size == end;
    if (!isWhole) {
      throw refusal("package.notZip");
    }
    if (count > MAX_ENTRIES) {
      throw new InputException(
          Problem.of("package.tooManyFiles").with("limit", MAX_ENTRIES).with("value", count));
    }
    Set<String> names = new HashSet<>();
    long total = 0;
    for (int i = 0; i < count; i++) {
      if (zip.getInt(at) != CENTRAL) {
        throw refusal("package.notZip");
      }
      Entry entry = readEntry(at);
      total += entry.size() & 0xFFFFFFFFL;
      if (!names.add(entry.name().toLowerCase(Locale.ROOT).replaceAll("/$", ""))) {
        problems.add(problem("package.fileTwice", entry.name()));
      }
      entries.add(entry);
      at += CENTRAL_SIZE + length(at + 28) + length(at + 30) + length(at + 32);
    }
    if (at != end) {
      throw refusal("package.notZip");
    }
    if (total > MAX_TOTAL) {
      problems.add(Problem.of("package.tooLarge").with("value", "zip").with("limit", MAX_TOTAL));
    }
  }

  private Entry readEntry(int at) {
    int flags = zip.getShort(at + 8) & 0xFFFF;
    int method = zip.getShort(at + 10) & 0xFFFF;
    int packed = zip.getInt(at + 20);
    int size = zip.getInt(at + 24);
    String name = name(at + CENTRAL_SIZE, length(at + 28));
    checkName(name);
    int host = zip.get(at + 5) & 0xFF;
    int type = (zip.getInt(at + 38) >>> 16) & FILE_TYPE;
    if (host == UNIX && type != 0 && type != REGULAR && type != DIRECTORY) {
      problems.add(problem("package.notAFile", name));
    }
    if ((flags & ~(HAS_DESCRIPTOR | UTF8 | 6)) != 0 || (method != 0 && method != 8)) {
      problems.add(problem("package.packedOtherwise", name));
    }
    if (size < 0 || size > MAX_FILE) {
      problems.add(problem("package.tooLarge", name).with("limit", MAX_FILE));
    } else if (packed < 0 || (size > 1 << 16 && size / Math.max(1, packed) > MAX_RATIO)) {
      problems.add(problem("package.bomb", name).with("limit", MAX_RATIO));
    }
    int offset = zip.getInt(at + 42);
    int start = offset + LOCAL_SIZE + length(offset + 26) + length(offset + 28);
    return new Entry(name, flags, method, zip.getInt(at + 16), packed, size, offset, start);
  }

  private void checkName(String name) {
    boolean isPlain = name.length() <= 200 && NAME.matcher(name).matches();
    for (String segment : name.split("/", -1)) {
      isPlain &= !segment.equals(".") && !segment.equals("..");
    }
    if (!isPlain) {
      problems.add(problem("package.badName", name));
    }
  }

  private int length(int at) {
    return zip.getShort(at) & 0xFFFF;
  }

  private String name(int at, int length) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(zip.slice(at, length)).toString();
    } catch (CharacterCodingException e) {
      problems.add(problem("package.badName", "?"));
      return "?" + at;
    }
  }

  /** Files must fill the zip from its first byte to the directory without gap and overlap. */
  private void checkPlaces() {
    List<Entry> byPlace = new ArrayList<>(entries);
    byPlace.sort(Comparator.comparingInt(Entry::offset));
    int next = 0;
    for (Entry entry : byPlace) {
      if (entry.offset() != next || zip.getInt(entry.offset()) != LOCAL) {
        throw refusal("package.notZip");
      }
      if (!isSame(entry)) {
        problems.add(problem("package.headersDiffer", entry.name()));
        return;
      }
      long end = (long) entry.start() + (entry.packed() & 0xFFFFFFFFL);
      if (end > zip.limit()) {
        throw refusal("package.notZip");
      }
      next = (int) end;
      if ((entry.flags() & HAS_DESCRIPTOR) != 0) {
        next += zip.getInt(next) == DESCRIPTOR ? 16 : 12;
      }
    }
    if (next != zip.getInt(zip.limit() - END_SIZE + 16)) {
      throw refusal("package.notZip");
    }
  }

  private boolean isSame(Entry entry) {
    int at = entry.offset();
    boolean isLater = (entry.flags() & HAS_DESCRIPTOR) != 0;
    boolean isEqual =
        zip.getInt(at + 14) == entry.crc()
            && zip.getInt(at + 18) == entry.packed()
            && zip.getInt(at + 22) == entry.size();
    return (zip.getShort(at + 6) & 0xFFFF) == entry.flags()
        && (zip.getShort(at + 8) & 0xFFFF) == entry.method()
        && name(at + LOCAL_SIZE, length(at + 26)).equals(entry.name())
        && (isEqual || (isLater && zip.getInt(at + 22) == 0));
  }

  private List<ZipFile> inflateAll() {
    List<ZipFile> files = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.name().endsWith("/")) {
        if (entry.size() != 0) {
          problems.add(problem("package.badName", entry.name()));
        }
        continue;
      }
      byte[] content = inflate(entry);
      CRC32 crc = new CRC32();
      crc.update(content);
      if (content.length != entry.size() || (int) crc.getValue() != entry.crc()) {
        problems.add(problem("package.damaged", entry.name()));
      }
      files.add(new ZipFile(entry.name(), content));
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return files;
  }

  /** At most one byte more than declared, so that a lie is seen and nothing grows. */
  private byte[] inflate(Entry entry) {
    byte[] packed = new byte[entry.packed()];
    zip.get(entry.start(), packed);
    if (entry.method() == 0) {
      return packed;
    }
    byte[] content = new byte[entry.size() + 1];
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      int length = 0;
      while (!inflater.finished() && length < content.length) {
        int more = inflater.inflate(content, length, content.length - length);
        if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          break;
        }
        length += more;
      }
      boolean isWhole = inflater.finished() && inflater.getRemaining() == 0;
      return isWhole ? java.util.Arrays.copyOf(content, length) : new byte[0];
    } catch (DataFormatException e) {
      return new byte[0];
    } finally {
      inflater.end();
    }
  }

  private static Problem problem(String code, String name) {
    String shown = name.length() > 100 ? name.substring(0, 100) + "…" : name;
    return Problem.of(code).with("value", shown.replaceAll("\\p{Cntrl}", "?"));
  }

  private static InputException refusal(String code) {
    return InputException.malformed(Problem.of(code));
  }
}
