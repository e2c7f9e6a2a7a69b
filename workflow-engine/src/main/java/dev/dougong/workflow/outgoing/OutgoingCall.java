package dev.dougong.workflow.outgoing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A call to the outside: where to, with which headers, and what is said. */
public final class OutgoingCall {

  private final OutgoingAddress address;
  private final String contentType;
  private final byte[] body;
  private final Map<String, String> headers = new LinkedHashMap<>();

  private OutgoingCall(OutgoingAddress address, String contentType, byte[] body) {
    this.address = address;
    this.contentType = contentType;
    this.body = body;
  }

  /** A POST of a text; an empty content type is not said. */
  public static OutgoingCall post(OutgoingAddress address, String contentType, String body) {
    return new OutgoingCall(address, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The same with a header.
   *
   * @throws IllegalArgumentException where the value holds anything but visible ASCII and spaces
   */
  public OutgoingCall header(String name, String value) {
    if (!value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("value of " + name + ": not visible ASCII");
    }
    headers.put(name, value);
    return this;
  }

  OutgoingAddress address() {
    return address;
  }

  String contentType() {
    return contentType;
  }

  byte[] body() {
    return body.clone();
  }

  Map<String, String> headers() {
    return headers;
  }

  /**
   * What came back.
   *
   * @param status of HTTP
   * @param text of the body, UTF-8
   */
  public record Answer(int status, String text) {}
}
