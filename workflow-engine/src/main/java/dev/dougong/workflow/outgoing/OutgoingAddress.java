package dev.dougong.workflow.outgoing;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address that a document names, read in one strict way: one spelling for each host, no user, no
 * fragment, no escapes in the host. What is not read is refused, never guessed.
 *
 * @param scheme {@code https}, {@code http}, {@code smtps} or {@code smtp}
 * @param host a name in lower case, or a canonical IPv4 address, or an IPv6 address in brackets
 * @param port 1 to 65535
 * @param path with its query, at least {@code /}
 */
@CheckReturnValue
public record OutgoingAddress(String scheme, String host, int port, String path) {

  private static final int LONGEST = 2_000;
  private static final Map<String, Integer> PORTS =
      Map.of("https", 443, "http", 80, "smtps", 465, "smtp", 587);
  private static final Pattern WHOLE =
      Pattern.compile("([a-z]{1,10})://([^/?#@\\\\%\\s]{1,300})([/?][!-~&&[^#\\\\\"<>^`{|}]]*)?");
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9a-fA-F:.]{2,45}]|[a-zA-Z0-9.-]{1,253})(?::([1-9][0-9]{0,4}))?");
  private static final Pattern NAME =
      Pattern.compile(
          "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern NUMBER_AT_END = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");
  private static final Pattern BELOW =
      Pattern.compile("(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-F]{2})*)+");
  private static final Pattern QUERY =
      Pattern.compile("(?:[A-Za-z0-9._~!$'()*,;=:@&/-]|%[0-9A-F]{2})+");

  /** Segments that some programs read as another place, and empty ones. */
  private static final Pattern UPWARDS =
      Pattern.compile("/(?:\\.|%2E){1,2}(?:/|$)|//|%2F|%5C|%00", Pattern.CASE_INSENSITIVE);

  private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");

  /**
   * Reads an address.
   *
   * @throws InputException with {@code outgoing.badAddress} where it is not one
   */
  public static OutgoingAddress parse(String text) {
    Matcher whole = WHOLE.matcher(text);
    if (text.length() > LONGEST || !whole.matches()) {
      throw bad(text);
    }
    Integer standard = PORTS.get(whole.group(1));
    Matcher authority = AUTHORITY.matcher(whole.group(2));
    if (standard == null || !authority.matches()) {
      throw bad(text);
    }
    String host = authority.group(1).toLowerCase(java.util.Locale.ROOT);
    int port = authority.group(2) == null ? standard : Integer.parseInt(authority.group(2));
    if (port > 65_535 || !isHost(host)) {
      throw bad(text);
    }
    String path = whole.group(3) == null ? "/" : whole.group(3);
    return new OutgoingAddress(
        whole.group(1), host, port, path.startsWith("?") ? "/" + path : path);
  }

  private static boolean isHost(String host) {
    if (host.startsWith("[")) {
      return host.contains(":");
    }
    return NUMBER_AT_END.matcher(host).matches()
        ? IPV4.matcher(host).matches()
        : NAME.matcher(host).matches();
  }

  private static InputException bad(String text) {
    int end = Math.min(text.length(), 100);
    return new InputException(
        Problem.of("outgoing.badAddress").with("value", text.substring(0, end)));
  }

  /** Whether the host is written as a number and not as a name. */
  boolean isNumeric() {
    return host.startsWith("[") || IPV4.matcher(host).matches();
  }

  /** The host without the brackets of an IPv6 address. */
  String bareHost() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** The same place with more behind the path: {@code ?key=…}; the text is escaped already. */
  public OutgoingAddress with(String query) {
    return new OutgoingAddress(scheme, host, port, path + (path.contains("?") ? "&" : "?") + query);
  }

  /**
   * A place below this one: its path is longer, and its query has more.
   *
   * @param below begins with {@code /}; escaped already
   * @param query {@code name=value&…}, escaped already, or empty
   * @throws InputException with {@code outgoing.badPath} where it is no path, or leads upwards
   */
  public OutgoingAddress below(String below, String query) {
    int end = path.indexOf('?');
    String base = end < 0 ? path : path.substring(0, end);
    String own = end < 0 ? "" : path.substring(end + 1);
    String all = own.isEmpty() || query.isEmpty() ? own + query : own + "&" + query;
    String whole = base.replaceFirst("/$", "") + below + (all.isEmpty() ? "" : "?" + all);
    if (whole.length() > LONGEST
        || !BELOW.matcher(below).matches()
        || !(query.isEmpty() || QUERY.matcher(query).matches())
        || UPWARDS.matcher(below).find()) {
      throw new InputException(Problem.of("outgoing.badPath"));
    }
    return new OutgoingAddress(scheme, host, port, whole);
  }

  /**
   * The same for a path that has its query behind it.
   *
   * @param below {@code /path} or {@code /path?query}; escaped already
   * @throws InputException with {@code outgoing.badPath} where it is no path, or leads upwards
   */
  public OutgoingAddress below(String below) {
    int end = below.indexOf('?');
    return end < 0 ? below(below, "") : below(below.substring(0, end), below.substring(end + 1));
  }

  /** Host and, where it is not the usual one, port; without anything that could be secret. */
  public String place() {
    return Integer.valueOf(port).equals(PORTS.get(scheme)) ? host : host + ":" + port;
  }

  /** The place only: paths and queries may hold secrets. */
  @Override
  public String toString() {
    return scheme + "://" + place();
  }
}
