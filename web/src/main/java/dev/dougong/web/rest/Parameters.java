package dev.dougong.web.rest;

import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.NearNames;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.Records.HeldTo;
import dev.dougong.engine.record.Records.WriteOptions;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads addresses, query parameters and headers in one way only. */
final class Parameters {

  private static final Pattern ENTITY_TAG = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");

  /** Header that names the form whose rules a write keeps to. */
  static final String FORM = "Dougong-Form";

  private static final Pattern KEY = Pattern.compile("[a-z][a-zA-Z0-9]{0,62}");
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final int LONGEST_KEY = 100;

  private final MultivaluedMap<String, String> values;

  /** Refuses parameters that nobody knows, and those that are there twice. */
  Parameters(MultivaluedMap<String, String> values, Set<String> known) {
    this.values = values;
    for (var entry : values.entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw InputException.malformed(
            Problem.of("unknownParameter")
                .with("value", entry.getKey())
                .near(NearNames.near(entry.getKey(), known)));
      }
      if (entry.getValue().size() > 1) {
        throw bad(entry.getKey(), "2×");
      }
    }
  }

  @Nullable String text(String name) {
    String value = values.getFirst(name);
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (value.indexOf('\0') >= 0) {
      throw bad(name, "U+0000");
    }
    return value;
  }

  List<String> list(String name) {
    String value = text(name);
    return value == null ? List.of() : List.of(value.split(",", -1));
  }

  int number(String name, int fallback) {
    String value = text(name);
    if (value == null) {
      return fallback;
    }
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw bad(name, "integer");
    }
  }

  boolean isOn(String name) {
    String value = text(name);
    if (value == null || value.equals("false")) {
      return false;
    }
    if (value.equals("true")) {
      return true;
    }
    throw bad(name, "true | false");
  }

  @Nullable Instant instant(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeException e) {
      throw bad(name, "2026-01-31T08:00:00+08:00");
    }
  }

  /** One of some values, by its name; null where nothing is given. */
  <T> @Nullable T choice(String name, List<T> values, Function<T, String> naming) {
    String text = text(name);
    for (T value : values) {
      if (naming.apply(value).equals(text)) {
        return value;
      }
    }
    if (text != null) {
      throw bad(name, String.join(" | ", values.stream().map(naming).toList()));
    }
    return null;
  }

  /** An id; null where nothing is given. */
  @Nullable UUID record(String name) {
    String text = text(name);
    if (text != null && !ID.matcher(text).matches()) {
      throw bad(name, "id");
    }
    return text == null ? null : UUID.fromString(text);
  }

  private static InputException bad(String name, String expected) {
    return InputException.malformed(
        Problem.of("badParameter").with("value", name).with("detail", expected));
  }

  /** The id in an address; what is no id names nothing. */
  static UUID id(String text) {
    if (!ID.matcher(text).matches()) {
      throw new AccessException(Problem.of("notFound"));
    }
    return UUID.fromString(text);
  }

  /** The version in {@code If-Match}. */
  static long version(@Nullable String ifMatch) {
    Matcher matcher = ENTITY_TAG.matcher(ifMatch == null ? "" : ifMatch.strip());
    if (!matcher.matches()) {
      throw InputException.malformed(Problem.of("versionNeeded"));
    }
    return Long.parseLong(matcher.group(1));
  }

  /** An {@code Idempotency-Key}, or null. */
  static @Nullable String idempotencyKey(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return null;
    }
    if (header.length() > LONGEST_KEY || header.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw bad("Idempotency-Key", "1–100 × U+0021–U+007E");
    }
    return header;
  }

  /** How a record is written: the {@code Idempotency-Key} and the {@code Dougong-Form}, if any. */
  static WriteOptions writeOptions(@Nullable String idempotencyKey, @Nullable String form) {
    if (form != null && !form.isBlank() && !KEY.matcher(form).matches()) {
      throw bad(FORM, "[a-z][a-zA-Z0-9]*");
    }
    String key = idempotencyKey(idempotencyKey);
    return form == null || form.isBlank()
        ? new WriteOptions(key, WriteOptions.API.why())
        : new WriteOptions(key, WriteOptions.FORM + form, new HeldTo.Form(form));
  }
}
