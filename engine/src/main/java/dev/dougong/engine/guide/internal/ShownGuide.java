package dev.dougong.engine.guide.internal;

import dev.dougong.engine.value.Label;
import java.util.List;

/** A guide as people with some rights have it. */
record ShownGuide(String key, Label label, Label description, List<ShownStep> steps) {

  /** Copies the list. */
  ShownGuide {
    steps = List.copyOf(steps);
  }
}
