package dev.dougong.workflow.message.smsaliyun;

import dev.dougong.workflow.message.Signatures;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The signature of version 3, ACS3-HMAC-SHA256, of calls to {@code /} with an empty body. */
final class AliyunSignature {

  private static final String ALGORITHM = "ACS3-HMAC-SHA256";

  private AliyunSignature() {}

  /** Parameters in alphabetical order, escaped as RFC 3986 says. */
  static String query(Map<String, String> parameters) {
    return new TreeMap<>(parameters)
        .entrySet().stream()
            .map(entry -> escaped(entry.getKey()) + "=" + escaped(entry.getValue()))
            .collect(Collectors.joining("&"));
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /** The header {@code Authorization}. */
  static String of(
      String keyId, String secret, String query, String host, Map<String, String> headers) {
    Map<String, String> signed = new TreeMap<>(headers);
    signed.put("host", host);
    String names = String.join(";", signed.keySet());
    String lines =
        signed.entrySet().stream()
            .map(entry -> entry.getKey() + ":" + entry.getValue() + "\n")
            .collect(Collectors.joining());
    String request = String.join("\n", "POST", "/", query, lines, names, Signatures.sha256(""));
    String toSign = ALGORITHM + "\n" + Signatures.sha256(request);
    String signature = Signatures.hex(Signatures.hmac(Signatures.bytes(secret), toSign));
    return ALGORITHM
        + " Credential="
        + keyId
        + ",SignedHeaders="
        + names
        + ",Signature="
        + signature;
  }
}
