package dev.dougong.engine.access;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names of users and organisation units, for labels; answers from memory. Thread-safe. */
public interface Directory {

  /** Name of a user, also of one that has left; null where there is none. */
  @Nullable String userName(UUID user);

  /** Name of a unit in a language, or null where there is none. */
  @Nullable String orgUnitName(UUID unit, Locale locale);

  /** The user of a sign-in name, or null. */
  @Nullable UUID user(String username);

  /** The unit of a key, or null. */
  @Nullable UUID orgUnit(String key);
}
