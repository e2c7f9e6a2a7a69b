package dev.dougong.workflow.message;

import dev.dougong.engine.access.Access;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people are called in the apps of connectors. Thread-safe. */
public interface Accounts {

  /** Longest account, in characters. */
  int LONGEST = 100;

  /**
   * The account of a recipient; see {@link Delivery#account}.
   *
   * @param recipient the id of a user, or anything else, which is given back
   */
  @Nullable String of(Connector connector, String recipient);

  /** The accounts that were entered for a connector, by sign-in name; administrators only. */
  List<Entry> list(Access access, String connector);

  /**
   * Enters the account of a user; empty takes it away, so that the sign-in name counts again.
   * Administrators only.
   *
   * @throws dev.dougong.engine.problem.AccessException {@code notFound} for an unknown connector or
   *     user
   * @throws dev.dougong.engine.problem.InputException {@code message.badAccount}
   */
  void put(Access access, String connector, UUID user, String account);

  /** An account that was entered. */
  record Entry(UUID user, String username, String name, String account) {}
}
