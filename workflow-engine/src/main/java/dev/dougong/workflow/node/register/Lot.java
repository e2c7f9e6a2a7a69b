package dev.dougong.workflow.node.register;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;

/**
 * What falls to a member: spread evenly and the same each time, as it is a digest of both records.
 *
 * @param mark twelve signs that tell members of one list apart
 * @param share from 0 to below 1
 */
record Lot(String mark, BigDecimal share) {

  private static final int PLACES = 6;
  private static final int MARK = 12;

  static Lot of(String into, UUID about, UUID member) {
    byte[] digest = digest(into + " " + about + " " + member);
    BigInteger number = new BigInteger(1, Arrays.copyOfRange(digest, 0, 8));
    BigDecimal share =
        new BigDecimal(number)
            .divide(new BigDecimal(BigInteger.ONE.shiftLeft(64)), PLACES, RoundingMode.DOWN);
    String letters = new BigInteger(1, Arrays.copyOfRange(digest, 8, 24)).toString(36);
    return new Lot(("0".repeat(MARK) + letters).substring(letters.length()), share);
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
