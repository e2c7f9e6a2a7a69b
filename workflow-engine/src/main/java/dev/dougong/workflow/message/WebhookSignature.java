package dev.dougong.workflow.message;

import java.util.Base64;

/**
 * Signatures of webhooks, out and in, as Standard Webhooks 1.0.0 has them: HMAC-SHA256 of {@code
 * id.timestamp.body}, Base64, after {@code v1,}; a secret that begins with {@code whsec_} is
 * Base64.
 */
public final class WebhookSignature {

  /** Header with the id of the message. */
  public static final String ID = "webhook-id";

  /** Header with the seconds since 1970. */
  public static final String TIMESTAMP = "webhook-timestamp";

  /** Header with the signatures, parted by spaces. */
  public static final String SIGNATURE = "webhook-signature";

  private static final String PREFIX = "whsec_";

  private WebhookSignature() {}

  /** The signature of a message. */
  public static String of(String secret, String id, long seconds, String body) {
    return "v1," + Signatures.base64(key(secret), id + "." + seconds + "." + body);
  }

  /** Whether one of the signatures of the header is right. */
  public static boolean isRight(
      String header, String secret, String id, long seconds, String body) {
    String right = of(secret, id, seconds, body);
    boolean isRight = false;
    for (String one : header.split(" ", -1)) {
      isRight |= Signatures.isEqual(one, right);
    }
    return isRight;
  }

  private static byte[] key(String secret) {
    if (!secret.startsWith(PREFIX)) {
      return Signatures.bytes(secret);
    }
    try {
      return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      return Signatures.bytes(secret);
    }
  }
}
