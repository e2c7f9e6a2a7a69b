package dev.dougong.web.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** Opens what was sealed; each piece is given only when it is known to be whole. */
final class SealedInput extends InputStream {

  private final InputStream from;
  private final Pieces pieces;
  private ByteBuffer piece = ByteBuffer.allocate(0);
  private boolean isAtEnd;

  SealedInput(InputStream from, byte[] key) {
    this.from = from;
    this.pieces = new Pieces(key, Cipher.DECRYPT_MODE);
  }

  @Override
  public int read() throws IOException {
    return isThere() ? piece.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!isThere()) {
      return -1;
    }
    int part = Math.min(length, piece.remaining());
    piece.get(buffer, offset, part);
    return part;
  }

  private boolean isThere() throws IOException {
    while (!piece.hasRemaining() && !isAtEnd) {
      byte[] head = from.readNBytes(Integer.BYTES);
      if (head.length < Integer.BYTES) {
        throw BackupSeal.incomplete();
      }
      int told = ByteBuffer.wrap(head).getInt();
      isAtEnd = (told & SealedOutput.LAST) != 0;
      piece = ByteBuffer.wrap(next(told & ~SealedOutput.LAST));
      if (isAtEnd && from.read() >= 0) {
        throw BackupSeal.damaged();
      }
    }
    return piece.hasRemaining();
  }

  private byte[] next(int length) throws IOException {
    if (length < Pieces.TAG || length > BackupSeal.PIECE + Pieces.TAG) {
      throw BackupSeal.damaged();
    }
    byte[] sealed = from.readNBytes(length);
    if (sealed.length < length) {
      throw BackupSeal.incomplete();
    }
    try {
      return pieces.next(sealed, length, isAtEnd);
    } catch (GeneralSecurityException e) {
      throw BackupSeal.damaged();
    }
  }

  @Override
  public void close() throws IOException {
    from.close();
  }
}
