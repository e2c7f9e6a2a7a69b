package dev.dougong.engine.record;

import java.util.Set;

/**
 * Reasons in the history (what stands before a colon) of writes that no person entered. A slice
 * that writes by itself gives its own as a bean; stateless.
 */
public interface OwnReasons {

  /** The words. */
  Set<String> words();
}
