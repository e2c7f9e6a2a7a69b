package dev.dougong.engine.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of an installation, and what is sealed with them. Each value has a random key of its own
 * (AES-256-GCM), which is sealed under the first key of the ring; older keys still open. The
 * context is authenticated with the value, so that a sealed value is good at its place only.
 * Immutable.
 */
public final class KeyRing {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String MAC = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Map<String, byte[]> keys;
  private final String first;

  private KeyRing(Map<String, byte[]> keys) {
    this.keys = keys;
    this.first = keys.keySet().iterator().next();
  }

  /**
   * A value at rest.
   *
   * @param keyId of the key under which the value's own key is sealed
   * @param key the value's own key, sealed, Base64
   * @param value sealed under its own key, Base64
   */
  public record Sealed(String keyId, String key, String value) {}

  /** No key of the ring opens a value: another installation, or a key that was taken out. */
  public static final class UnknownKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownKeyException(String keyId) {
      super("no key " + keyId);
    }
  }

  /**
   * Reads keys of 32 bytes, Base64, parted by white space or commas; the first one seals.
   *
   * @throws IllegalArgumentException where there is none, or one is not such a key; it does not
   *     name the text
   */
  public static KeyRing parse(String text) {
    Map<String, byte[]> keys = new LinkedHashMap<>();
    int place = 0;
    for (String word : text.strip().split("[\\s,]+", -1)) {
      place++;
      byte[] key;
      try {
        key = Base64.getDecoder().decode(word);
      } catch (IllegalArgumentException e) {
        key = new byte[0];
      }
      if (key.length != KEY_BYTES || isWeak(key)) {
        throw new IllegalArgumentException(
            "key " + place + ": 32 random bytes in Base64 expected (openssl rand -base64 32)");
      }
      keys.put(id(key), key);
    }
    return new KeyRing(keys);
  }

  private static boolean isWeak(byte[] key) {
    return java.util.stream.IntStream.range(0, key.length).map(i -> key[i]).distinct().count() < 8;
  }

  /** A new key, as {@link #parse} reads it. */
  public static String newKey() {
    return Base64.getEncoder().encodeToString(random(KEY_BYTES));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static String id(byte[] key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("dougong key id".getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(key), 0, 6);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Id of the key that seals. */
  public String first() {
    return first;
  }

  /** Ids of all keys. */
  public Set<String> ids() {
    return Set.copyOf(keys.keySet());
  }

  /** Seals a value for a context. */
  public Sealed seal(String value, String context) {
    byte[] own = random(KEY_BYTES);
    return new Sealed(
        first,
        seal(own, key(first), context),
        seal(value.getBytes(StandardCharsets.UTF_8), own, context));
  }

  /**
   * Opens a value.
   *
   * @throws UnknownKeyException where its key is not here
   * @throws IllegalStateException where it was changed, or is of another context
   */
  public String open(Sealed sealed, String context) {
    byte[] own = open(sealed.key(), key(sealed.keyId()), context);
    return new String(open(sealed.value(), own, context), StandardCharsets.UTF_8);
  }

  /** The same value under the first key; the value itself is not opened. */
  public Sealed renew(Sealed sealed, String context) {
    byte[] own = open(sealed.key(), key(sealed.keyId()), context);
    return new Sealed(first, seal(own, key(first), context), sealed.value());
  }

  /** Signs a text under the first key (HMAC-SHA256, by a key derived for signing): 32 bytes. */
  public byte[] sign(String text) {
    return mac(key(first), text);
  }

  /** Whether any key of the ring signed the text so. */
  public boolean isSigned(byte[] signature, String text) {
    boolean isSigned = false;
    for (byte[] key : keys.values()) {
      isSigned |= MessageDigest.isEqual(mac(key, text), signature);
    }
    return isSigned;
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      byte[] own = mac.doFinal("dougong signatures".getBytes(StandardCharsets.UTF_8));
      mac.init(new SecretKeySpec(own, MAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] key(String id) {
    byte[] key = keys.get(id);
    if (key == null) {
      throw new UnknownKeyException(id);
    }
    return key;
  }

  private static String seal(byte[] plain, byte[] key, String context) {
    byte[] nonce = random(NONCE_BYTES);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, plain, 0, key, nonce, context);
    byte[] all = java.util.Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
    return Base64.getEncoder().encodeToString(all);
  }

  private static byte[] open(String text, byte[] key, String context) {
    byte[] all = Base64.getDecoder().decode(text);
    byte[] nonce = java.util.Arrays.copyOf(all, NONCE_BYTES);
    return run(Cipher.DECRYPT_MODE, all, NONCE_BYTES, key, nonce, context);
  }

  private static byte[] run(
      int mode, byte[] input, int from, byte[] key, byte[] nonce, String context) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input, from, input.length - from);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a sealed value does not open: it was changed", e);
    }
  }
}
