package dev.dougong.web.auth;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Codes of six digits that change every 30 seconds (RFC 6238, SHA-1, as all apps for it do). */
final class Totp {

  private static final TimeBasedOneTimePasswordGenerator GENERATOR =
      new TimeBasedOneTimePasswordGenerator();
  private static final long SECONDS = GENERATOR.getTimeStep().toSeconds();

  private Totp() {}

  /**
   * The step of time whose code it is: the present one, the one before or the one after, since
   * clocks differ; null for a wrong code.
   */
  static @Nullable Long step(byte[] secret, String code, Instant now) {
    SecretKeySpec key = new SecretKeySpec(secret, GENERATOR.getAlgorithm());
    long present = Math.floorDiv(now.getEpochSecond(), SECONDS);
    @Nullable Long found = null;
    for (long step = present - 1; step <= present + 1; step++) {
      boolean isIt =
          MessageDigest.isEqual(
              code(key, step).getBytes(StandardCharsets.UTF_8),
              code.getBytes(StandardCharsets.UTF_8));
      found = isIt ? Long.valueOf(step) : found;
    }
    return found;
  }

  private static String code(SecretKeySpec key, long step) {
    try {
      return GENERATOR.generateOneTimePasswordString(
          key, Instant.ofEpochSecond(step * SECONDS), Locale.ROOT);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }
}
