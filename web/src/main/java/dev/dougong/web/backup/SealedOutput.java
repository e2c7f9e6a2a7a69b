package dev.dougong.web.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** Seals what is written. Without {@link #finish} it has no end, and is refused as incomplete. */
public final class SealedOutput extends OutputStream {

  /** Stands before the length of the last piece. */
  static final int LAST = 1 << 31;

  private final OutputStream to;
  private final Pieces pieces;
  private final byte[] piece = new byte[BackupSeal.PIECE];
  private int filled;

  SealedOutput(OutputStream to, byte[] key) {
    this.to = to;
    this.pieces = new Pieces(key, Cipher.ENCRYPT_MODE);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    int rest = length;
    while (rest > 0) {
      if (filled == piece.length) {
        put(false);
      }
      int part = Math.min(rest, piece.length - filled);
      System.arraycopy(bytes, from, piece, filled, part);
      filled += part;
      from += part;
      rest -= part;
    }
  }

  /** Writes the end; nothing is written after it. The target stays open. */
  public void finish() throws IOException {
    put(true);
    to.flush();
  }

  private void put(boolean isLast) throws IOException {
    byte[] sealed;
    try {
      sealed = pieces.next(piece, filled, isLast);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    int head = isLast ? sealed.length | LAST : sealed.length;
    to.write(ByteBuffer.allocate(Integer.BYTES).putInt(head).array());
    to.write(sealed);
    filled = 0;
  }
}
