package dev.dougong.form.link;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.value.Label;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Shares forms with people who have no account. A visitor may make one record of the form's entity
 * with the form's own plain fields, and may read nothing. Thread-safe.
 */
public interface FormLinks {

  /** Most bytes of one entry. */
  int LONGEST = 32 * 1024;

  /** Entries of one address, and of one link, in a {@link #WINDOW}, refused ones included. */
  int PER_ADDRESS = 30;

  /** See {@link #PER_ADDRESS}. */
  int PER_LINK = 600;

  /** How long entries are counted. */
  Duration WINDOW = Duration.ofMinutes(10);

  /** A link of which so many entries wait for a person takes no more. */
  int MOST_WAITING = 1_000;

  /**
   * The links of a form, the newest first, at most 200; administrators only, as all but the last
   * two.
   *
   * @throws dev.dougong.engine.problem.AccessException {@code notFound} for an unpublished form
   */
  Shared list(Access access, String form);

  /**
   * Shares a form.
   *
   * @param digest of the token, by which visitors are known
   * @throws dev.dougong.engine.problem.InputException where the terms cannot be kept
   */
  FormLink share(Access access, String form, FormLink.Terms terms, String digest);

  /** Switches a link off, for ever; again does nothing. */
  void close(Access access, String form, UUID link);

  /** Entries that made no record, the oldest first, at most 100. */
  List<Waiting> waiting(Access access, String form, UUID link);

  /** A person has seen to an entry: what it said is forgotten. */
  void settle(Access access, String form, UUID link, UUID entry);

  /**
   * The form as a visitor gets it.
   *
   * @param digest of the token
   * @throws dev.dougong.engine.problem.AccessException {@code notFound} for an unknown token or a
   *     form that is gone, {@code formLink.closed}
   */
  Opened open(String digest);

  /**
   * Takes what a visitor sends, once for each key. What the visitor can mend is refused; anything
   * else (a phone number that somebody has, a fixed value that does not fit any more) is kept for a
   * person, and the visitor reads the same words.
   *
   * @throws dev.dougong.engine.problem.AccessException as {@link #open}
   * @throws dev.dougong.engine.problem.InputException where a field of the form is wrong
   * @throws dev.dougong.engine.problem.BusyException {@code formLink.tooMany}
   */
  Receipt enter(String digest, Visit visit, ObjectNode values);

  /**
   * The links of a form.
   *
   * @param offered keys of the fields that visitors fill in where no link fixes them
   * @param kept keys of the form's fields that visitors never see
   */
  record Shared(List<FormLink> links, List<String> offered, List<String> kept) {}

  /**
   * A form for a visitor.
   *
   * @param access may see the offered fields of the entity and nothing else
   */
  record Opened(String form, Access access) {}

  /**
   * What became of an entry.
   *
   * @param thanks what the visitor reads; the same whatever became of it
   * @param waiting whom to tell that an entry waits, or null where a record was made or it is known
   */
  record Receipt(String thanks, @Nullable Call waiting) {}

  /**
   * Somebody has to see to an entry.
   *
   * @param entry id
   * @param maker who shared the form
   * @param form name of the form
   * @param at when it came in
   */
  record Call(UUID entry, UUID maker, Label form, Instant at) {}

  /**
   * Where an entry comes from.
   *
   * @param address network of the sender
   * @param key of the try: the same key is the same entry
   */
  record Visit(String address, String key) {}

  /**
   * An entry that made no record.
   *
   * @param values by field key, as the visitor sent them
   * @param code of the problem that stood in the way
   * @param field key of the field at fault, or null
   */
  record Waiting(
      UUID id, Instant at, Map<String, JsonNode> values, String code, @Nullable String field) {}
}
