package dev.dougong.workflow.hook.wechat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What WeChat signs and seals (消息加解密): SHA-1 over sorted texts; AES-256-CBC, the beginning of the
 * key as first block, padded to 32 bytes, around 16 random bytes, the length, the text and the id
 * of the receiver.
 */
final class WeChatCipher {

  private static final int KEY_BYTES = 32;
  private static final int BLOCK = 16;
  private static final int HEAD = 20;

  private WeChatCipher() {}

  /** Hexadecimal digits of SHA-1 over the texts in their order. */
  static String signature(String... texts) {
    String[] sorted = texts.clone();
    Arrays.sort(sorted);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      byte[] bytes = String.join("", sorted).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(digest.digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key of an EncodingAESKey; null where it is none. */
  private static byte @Nullable [] key(String encoded) {
    try {
      byte[] key = Base64.getDecoder().decode(encoded + "=");
      return key.length == KEY_BYTES ? key : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The text that was sealed for the receiver; null where it does not open. */
  static @Nullable String open(String sealed, String encodedKey, String receiver) {
    byte[] key = key(encodedKey);
    if (key == null) {
      return null;
    }
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new IvParameterSpec(Arrays.copyOf(key, BLOCK)));
      return text(cipher.doFinal(Base64.getMimeDecoder().decode(sealed)), receiver);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable String text(byte[] plain, String receiver) {
    int padding = plain.length == 0 ? 0 : plain[plain.length - 1];
    int end = plain.length - padding;
    if (padding < 1 || padding > KEY_BYTES || end < HEAD) {
      return null;
    }
    int length = ByteBuffer.wrap(plain, BLOCK, Integer.BYTES).getInt();
    if (length < 0 || length > end - HEAD) {
      return null;
    }
    int from = HEAD + length;
    String to = new String(plain, from, end - from, StandardCharsets.UTF_8);
    return to.equals(receiver) ? new String(plain, HEAD, length, StandardCharsets.UTF_8) : null;
  }
}
