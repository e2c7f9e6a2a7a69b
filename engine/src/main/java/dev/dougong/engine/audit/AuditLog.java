package dev.dougong.engine.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Entries for what is no write to a record. An entry joins the thread's transaction, so it is there
 * exactly when what it tells is. Nothing is ever changed in it. Thread-safe.
 */
public interface AuditLog {

  /** Writes an entry with the time of now. */
  void write(Entry entry);

  /**
   * The same on behalf of whoever the thread works for.
   *
   * @param kind {@code area.pastTense}
   * @param subject what it was done to
   * @param details an object without secrets
   */
  void tell(String kind, String subject, JsonNode details);

  /**
   * Entries, the newest first.
   *
   * @param before number of the last entry of the page before, or null for the newest
   */
  List<StoredEntry> list(Choice choice, @Nullable Long before, int limit);

  /**
   * What happened.
   *
   * @param kind {@code area.pastTense}, as {@code user.changed}
   * @param actor who did it; null for the engine and for people who are not known
   * @param address from where; empty where it does not matter
   * @param subject what it was done to, as text: an id, a key, a name
   * @param details an object; never a password or another secret
   */
  record Entry(
      String kind, @Nullable UUID actor, String address, String subject, JsonNode details) {}

  /**
   * An entry as it is stored.
   *
   * @param seq its number
   * @param details JSON text
   */
  record StoredEntry(
      long seq,
      Instant at,
      String kind,
      @Nullable UUID actor,
      String address,
      String subject,
      String details) {}

  /**
   * Which entries; null means any.
   *
   * @param kind exactly this one, or all of an area where it ends with a dot
   * @param since from this moment on
   * @param until before this moment
   * @param words in the subject or the details, whatever their case
   */
  record Choice(
      @Nullable String kind,
      @Nullable UUID actor,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable String words) {

    /** All entries. */
    public static final Choice ALL = new Choice(null, null, null, null, null);
  }
}
