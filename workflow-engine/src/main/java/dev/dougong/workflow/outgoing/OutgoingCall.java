package dev.dougong.workflow.outgoing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call to the outside: where to, with which headers, and what is said. */
public final class OutgoingCall {

  private static final int USUAL_LONGEST = 64 * 1024;

  private final Method method;
  private final OutgoingAddress address;
  private final String contentType;
  private final byte[] body;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private int longestAnswer = USUAL_LONGEST;

  private @Nullable Duration longest;

  /** What is asked for. */
  public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
  }

  private OutgoingCall(Method method, OutgoingAddress address, String contentType, byte[] body) {
    this.method = method;
    this.address = address;
    this.contentType = contentType;
    this.body = body;
  }

  /** A POST of a text; an empty content type is not said. */
  public static OutgoingCall post(OutgoingAddress address, String contentType, String body) {
    return of(Method.POST, address, contentType, body);
  }

  /** A GET. */
  public static OutgoingCall get(OutgoingAddress address) {
    return of(Method.GET, address, "", "");
  }

  /** A call by one of the usual methods; an empty body is not sent. */
  public static OutgoingCall of(
      Method method, OutgoingAddress address, String contentType, String body) {
    return new OutgoingCall(method, address, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  /** The same, but given up sooner than calls usually are. */
  public OutgoingCall within(Duration time) {
    longest = time;
    return this;
  }

  /** The same with another limit for the answer, in bytes; usual are 64 KiB. */
  public OutgoingCall longestAnswer(int bytes) {
    longestAnswer = bytes;
    return this;
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

  Method method() {
    return method;
  }

  int longestAnswer() {
    return longestAnswer;
  }

  /** How long it may take, or null for the usual time. */
  @Nullable Duration longest() {
    return longest;
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
