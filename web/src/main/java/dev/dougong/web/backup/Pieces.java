package dev.dougong.web.backup;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The pieces of one sealed stream, in their order. Its key seals nothing else, so the number of a
 * piece is all that its nonce has to be. Used by one thread.
 */
final class Pieces {

  static final int TAG = 16;

  private static final int NONCE = 12;

  private final SecretKeySpec key;
  private final int mode;
  private final Cipher cipher;
  private long number;

  /** For {@link Cipher#ENCRYPT_MODE} or {@link Cipher#DECRYPT_MODE}. */
  Pieces(byte[] key, int mode) {
    this.key = new SecretKeySpec(key, "AES");
    this.mode = mode;
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Seals or opens the next one.
   *
   * @throws GeneralSecurityException where it does not open at this place
   */
  byte[] next(byte[] bytes, int length, boolean isLast) throws GeneralSecurityException {
    byte[] nonce =
        ByteBuffer.allocate(NONCE).putLong(number++).put((byte) (isLast ? 1 : 0)).array();
    cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
    return cipher.doFinal(bytes, 0, length);
  }
}
