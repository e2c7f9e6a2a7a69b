package dev.dougong.workflow.message.smstencent;

import dev.dougong.workflow.message.Signatures;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The signature of version 3, TC3-HMAC-SHA256, of JSON posted to {@code /}. */
final class TencentSignature {

  private static final String ALGORITHM = "TC3-HMAC-SHA256";

  private TencentSignature() {}

  /**
   * The header {@code Authorization}.
   *
   * @param headers that are signed, names and values in lower case
   */
  static String of(
      String keyId,
      String secret,
      String service,
      Instant at,
      Map<String, String> headers,
      String body) {
    String date = at.atZone(ZoneOffset.UTC).toLocalDate().toString();
    Map<String, String> signed = new TreeMap<>(headers);
    String names = String.join(";", signed.keySet());
    String lines =
        signed.entrySet().stream()
            .map(entry -> entry.getKey() + ":" + entry.getValue() + "\n")
            .collect(Collectors.joining());
    String request = String.join("\n", "POST", "/", "", lines, names, Signatures.sha256(body));
    String scope = date + "/" + service + "/tc3_request";
    String toSign =
        String.join(
            "\n", ALGORITHM, Long.toString(at.getEpochSecond()), scope, Signatures.sha256(request));
    byte[] day = Signatures.hmac(Signatures.bytes("TC3" + secret), date);
    byte[] key = Signatures.hmac(Signatures.hmac(day, service), "tc3_request");
    return ALGORITHM
        + " Credential="
        + keyId
        + "/"
        + scope
        + ", SignedHeaders="
        + names
        + ", Signature="
        + Signatures.hex(Signatures.hmac(key, toSign));
  }
}
