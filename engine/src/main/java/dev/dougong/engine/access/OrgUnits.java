package dev.dougong.engine.access;

import dev.dougong.engine.value.Label;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The organisation tree. Every change moves the access epoch in its own transaction. Refuses with a
 * {@code ProblemException}; who may call is the caller's business. Thread-safe.
 */
public interface OrgUnits {

  /** All units in the order of their keys. */
  List<OrgUnit> list();

  /** The unit, or null. */
  @Nullable OrgUnit find(UUID id);

  /** Adds a unit below another one of a fitting kind, or a company at the top. */
  OrgUnit create(String key, @Nullable UUID parent, OrgUnit.Kind kind, Label label);

  /** Changes what is not null; a unit never comes to stand below itself. */
  OrgUnit change(UUID id, long version, @Nullable UUID parent, @Nullable Label label);

  /**
   * Archives a unit, or takes it back. Only a unit without active people and without units below
   * that are in use is archived; its records and the rights on them stay as they are.
   */
  OrgUnit archive(UUID id, long version, boolean isArchived);
}
