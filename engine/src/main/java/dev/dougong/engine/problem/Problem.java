package dev.dougong.engine.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One thing that is wrong, at one place.
 *
 * @param code stable, append-only, {@code area.name} in lowerCamelCase, or one word for the general
 *     ones ({@code duplicate}, {@code staleVersion})
 * @param place JSON pointer into the document or values that were given; the empty string is the
 *     whole
 * @param arguments named values for the text, already safe to show to the reader
 */
public record Problem(String code, String place, Map<String, Object> arguments) {

  /** Checks nothing but that all parts are there; arguments are copied and keep their order. */
  public Problem {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(place, "place");
    arguments = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
  }

  /** A problem of the whole input. */
  public static Problem of(String code) {
    return new Problem(code, "", Map.of());
  }

  /** A problem at a place. */
  public static Problem at(String place, String code) {
    return new Problem(code, place, Map.of());
  }

  /** The same problem with one more argument. Lists are shown joined by commas. */
  public Problem with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(arguments);
    more.put(name, value);
    return new Problem(code, place, more);
  }

  /** The same problem with the values that were probably meant, best first. */
  public Problem near(List<String> names) {
    return names.isEmpty() ? this : with("near", names);
  }

  /** The same problem, its place moved below another one. */
  public Problem below(String parent) {
    return new Problem(code, parent + place, arguments);
  }

  /** One segment of a JSON pointer, escaped (RFC 6901), with its slash. */
  public static String pointer(Object segment) {
    return "/" + segment.toString().replace("~", "~0").replace("/", "~1");
  }
}
