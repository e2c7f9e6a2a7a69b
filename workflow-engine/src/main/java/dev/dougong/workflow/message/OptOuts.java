package dev.dougong.workflow.message;

import dev.dougong.engine.access.Access;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Addresses whose holders want no messages. The contact gate asks for every message to a customer,
 * whatever the channel. A mobile number counts the same with and without country code, blanks and
 * dashes, an email address whatever its case. An opt-out outlives the erasure of the person: its
 * address goes, a keyed print of it stays. Every change is told to the audit log. Thread-safe.
 */
public interface OptOuts {

  /** Longest address, and longest note. */
  int LONGEST = 200;

  /**
   * No messages to the address from now on; those that still wait are not sent either. Again does
   * no harm.
   *
   * @throws dev.dougong.engine.problem.InputException {@code message.badRecipient}
   */
  void add(Access access, String recipient, String note);

  /**
   * The holder of the address wants messages again; for administrators.
   *
   * @throws dev.dougong.engine.problem.AccessException {@code notFound} where it is not in the list
   */
  void withdraw(Access access, String recipient);

  /**
   * The list in the order of addresses, without those that were erased; for administrators.
   *
   * @param after last address of the page before, or null
   */
  List<OptOut> list(Access access, @Nullable String after, int limit);

  /** How many opt-outs are in the list whose address was erased; for administrators. */
  long erased(Access access);

  /** An address, since when and by whom it is in the list. */
  record OptOut(String recipient, Instant at, UUID by, String note) {}
}
