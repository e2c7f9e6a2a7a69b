package dev.dougong.engine.workspace;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a workspace may take at the most.
 *
 * @param most by what is limited; what is absent has no limit
 */
public record Limits(Map<Limit, Long> most) {

  /** The largest that can be said; more than any workspace can have. */
  public static final long LARGEST = 1_000_000_000_000_000L;

  /** A workspace without limits. */
  public static final Limits NONE = new Limits(Map.of());

  /** Copies the map. */
  public Limits {
    Map<Limit, Long> copy = new EnumMap<>(Limit.class);
    copy.putAll(most);
    most = Collections.unmodifiableMap(copy);
  }

  /** The most of something; null where there is no limit. */
  public @Nullable Long of(Limit what) {
    return most.get(what);
  }
}
