package dev.dougong.engine.access;

import dev.dougong.engine.metadata.Metadata;
import java.util.Locale;
import java.util.Set;

/** Compiles rights and remembers them. Cheap to call for each request. Thread-safe. */
public interface AccessSource {

  /**
   * What a user may do now, under the newest snapshot.
   *
   * @param roles roles that count; keys of roles that do not exist give nothing
   * @param locale language of answers
   */
  Access of(User user, Set<String> roles, Locale locale);

  /**
   * What the user would be allowed with the roles under a snapshot that may not hold yet. For
   * looking: nothing is read or written with it but documents.
   */
  Access trial(User user, Set<String> roles, Locale locale, Metadata snapshot);

  /**
   * All rights, for a named step of the engine itself, never for a request.
   *
   * @param step why, for the log
   */
  Access system(String step);

  /**
   * All rights, to take over records of a package: also their numbers and the times of their
   * making.
   *
   * @param metadata the snapshot of the install, which may not hold yet
   */
  Access takeover(String step, Metadata metadata);
}
