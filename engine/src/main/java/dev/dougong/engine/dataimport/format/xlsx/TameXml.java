package dev.dougong.engine.dataimport.format.xlsx;

import dev.dougong.engine.dataimport.format.FileLimits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Lets through XML as spreadsheets write it, and refuses what could fill the memory of a reader
 * before the reader looks at it: declarations, comments and instructions, and texts, names or
 * attributes of any length between two tags.
 */
final class TameXml extends FilterInputStream {

  /** Bytes from one {@code <} to the next: the longest cell, each character as an entity. */
  private static final int LONGEST = 12 * FileLimits.CELL;

  private final Budget budget;
  private long position;
  private long lastTag;
  private boolean isTagOpen;
  private boolean hasMark;

  /** Bytes that all parts of a file may have. */
  static final class Budget {
    private long left;

    Budget(long left) {
      this.left = left;
    }
  }

  TameXml(InputStream in, Budget budget) {
    super(in);
    this.budget = budget;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = in.read(into, offset, length);
    if (read > 0) {
      look(into, offset, offset + read);
      budget.left -= read;
      if (budget.left < 0) {
        throw FileLimits.unreadable("xlsx");
      }
    }
    return read;
  }

  /** At the very begin, behind a mark of the encoding where there is one. */
  private boolean isDeclaration() {
    return position == 1 || (position == 4 && hasMark);
  }

  private void look(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++, position++) {
      byte at = bytes[i];
      hasMark |= position == 0 && at == (byte) 0xEF;
      if (isTagOpen && (at == '!' || (at == '?' && !isDeclaration()))) {
        throw FileLimits.unreadable("xlsx");
      }
      isTagOpen = at == '<';
      if (isTagOpen) {
        lastTag = position;
      } else if (position - lastTag > LONGEST) {
        throw FileLimits.unreadable("xlsx");
      }
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
