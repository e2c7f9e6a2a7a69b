package dev.dougong.engine.guide;

import dev.dougong.engine.access.Access;

/** Tells whether a published dashboard is there for somebody. Thread-safe. */
@FunctionalInterface
public interface OpenDashboards {

  /** Whether people with these rights may open the dashboard of the key. */
  boolean isOpen(Access access, String key);
}
