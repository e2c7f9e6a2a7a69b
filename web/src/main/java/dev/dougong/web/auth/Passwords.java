package dev.dougong.web.auth;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords by Argon2id (Bouncy Castle) and checks them in the time that a hash takes,
 * whether or not there is one. Hashes are kept in the usual text form ({@code $argon2id$v=19$…}).
 */
@Singleton
public final class Passwords {

  /** Shortest password that is taken. */
  public static final int MIN_LENGTH = 8;

  /** Longest password that is taken; more would only cost time. */
  public static final int MAX_LENGTH = 200;

  private static final int MEMORY_KIB = 19 * 1024;
  private static final int ROUNDS = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  // Each hash takes 19 MiB for a moment; a flood of sign-ins must not take the heap.
  private final Semaphore atATime = new Semaphore(3, true);
  // No password is known to have it, and a comparison with it takes as long as with any other.
  private final String stranger = text(bytes(SALT_BYTES), bytes(HASH_BYTES));

  /** The hash of a new password. */
  public String hash(String password) {
    byte[] salt = bytes(SALT_BYTES);
    return text(salt, compute(password, salt, MEMORY_KIB, ROUNDS, LANES, HASH_BYTES));
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String text(byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m="
        + MEMORY_KIB
        + ",t="
        + ROUNDS
        + ",p="
        + LANES
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }

  /** Whether the password has the hash; for null it takes as long and is false. */
  public boolean matches(String password, @Nullable String hash) {
    String[] parts = (hash == null ? stranger : hash).split("\\$", -1);
    if (parts.length != 6 || !parts[1].equals("argon2id") || !parts[2].equals("v=19")) {
      throw new IllegalStateException("a stored password hash is not of the form $argon2id$v=19$…");
    }
    byte[] expected = Base64.getDecoder().decode(parts[5]);
    byte[] computed =
        compute(
            password,
            Base64.getDecoder().decode(parts[4]),
            parameter(parts[3], 0),
            parameter(parts[3], 1),
            parameter(parts[3], 2),
            expected.length);
    return MessageDigest.isEqual(expected, computed) && hash != null;
  }

  private static int parameter(String parameters, int place) {
    return Integer.parseInt(parameters.split(",", -1)[place].substring(2));
  }

  private byte[] compute(
      String password, byte[] salt, int memory, int rounds, int lanes, int size) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withSalt(salt)
            .withMemoryAsKB(memory)
            .withIterations(rounds)
            .withParallelism(lanes)
            .build());
    byte[] hash = new byte[size];
    atATime.acquireUninterruptibly();
    try {
      generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    } finally {
      atATime.release();
    }
    return hash;
  }
}
