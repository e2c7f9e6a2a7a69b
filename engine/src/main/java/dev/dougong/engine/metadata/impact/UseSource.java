package dev.dougong.engine.metadata.impact;

import java.util.List;

/**
 * Knows what besides documents hangs on fields and entities: what people keep, what runs. Open:
 * found by {@code Instance<UseSource>}. Thread-safe; called within a transaction; at most {@link
 * #MOST} answers.
 */
public interface UseSource {

  /** Answers of one source. */
  int MOST = 100;

  /** What hangs on the subject, in a fixed order. */
  List<OtherUse> of(Subject subject);
}
