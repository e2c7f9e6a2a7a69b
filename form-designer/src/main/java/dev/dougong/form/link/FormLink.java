package dev.dougong.form.link;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link by which anybody may fill in a form. Whoever has its token is a visitor; the token is kept
 * nowhere.
 *
 * @param form key of the form when it was shared
 * @param entries how many came in
 * @param waiting how many of these made no record and wait for a person
 */
public record FormLink(
    UUID id, String form, Terms terms, Maker maker, long entries, long waiting, State state) {

  /** Whether visitors may send. */
  public enum State {
    OPEN("open"),
    /** Somebody switched it off. */
    CLOSED("closed"),
    EXPIRED("expired"),
    /** All entries that it was made for have come in. */
    FULL("full"),
    /** Too many entries wait for a person. */
    PAUSED("paused");

    private final String key;

    State(String key) {
      this.key = key;
    }

    /** Name in answers. */
    public String key() {
      return key;
    }
  }

  /**
   * What was agreed when the form was shared.
   *
   * @param label name for colleagues, up to 60 characters; may be empty
   * @param fixed values that every record gets, by field key, as writes have them
   * @param thanks what visitors read after sending, up to 500 characters; may be empty
   * @param expiresAt when it ends by itself, or null
   * @param maxEntries how many may come in, or null
   */
  public record Terms(
      String label,
      Map<String, JsonNode> fixed,
      String thanks,
      @Nullable Instant expiresAt,
      @Nullable Long maxEntries) {

    /** Copies the values and keeps their order. */
    public Terms {
      fixed = Collections.unmodifiableMap(new LinkedHashMap<>(fixed));
    }
  }

  /** Who shared the form, and when. */
  public record Maker(UUID user, Instant at) {}
}
