package dev.dougong.engine.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a record shows besides its fields.
 *
 * @param keyFigures keys of the fields at the top, in their order
 * @param timeline which related records stand in the timeline, or null for all that point here
 */
public record PageDefinition(List<String> keyFigures, @Nullable List<Related> timeline) {

  /** Copies the lists. */
  public PageDefinition {
    keyFigures = List.copyOf(keyFigures);
    timeline = timeline == null ? null : List.copyOf(timeline);
  }

  /**
   * Records that point at the one of the page.
   *
   * @param entity theirs
   * @param via the reference in them
   * @param at their date or time in the timeline, or null for that of their making
   * @param show keys of their fields to show beside the title
   */
  public record Related(String entity, String via, @Nullable String at, List<String> show) {

    /** Copies the list. */
    public Related {
      show = List.copyOf(show);
    }
  }
}
