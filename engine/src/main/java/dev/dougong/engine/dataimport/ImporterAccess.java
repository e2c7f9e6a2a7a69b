package dev.dougong.engine.dataimport;

import dev.dougong.engine.access.Access;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives the background the rights that who brought a file has now. Thread-safe. */
public interface ImporterAccess {

  /**
   * The rights of a user; null where the user may no longer sign in.
   *
   * @param roles those that counted; ones that were taken away since do not count any more
   */
  @Nullable Access of(UUID user, Set<String> roles, Locale locale);

  /** All rights, for putting back what an import did. */
  Access forUndo();
}
