package dev.dougong.engine.access;

import dev.dougong.engine.value.Label;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A unit of the organisation tree.
 *
 * @param id immutable
 * @param key unique, as in packages
 * @param parent the unit above, or null for the root
 * @param kind what it is
 * @param label name for people
 * @param isArchived whether nobody joins it any more; its records stay
 * @param version grows with every change
 */
public record OrgUnit(
    UUID id,
    String key,
    @Nullable UUID parent,
    Kind kind,
    Label label,
    boolean isArchived,
    long version) {

  /** What a unit is. */
  public enum Kind {
    COMPANY,
    REGION,
    STORE;

    /** As written in documents and the API. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether such a unit may stand below one of a kind, or at the top (null). */
    public boolean mayStandBelow(@Nullable Kind above) {
      return this == COMPANY ? above == null : above == COMPANY || above == REGION;
    }
  }
}
