package dev.dougong.engine.definition;

import dev.dougong.engine.value.Label;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a record shows besides its fields.
 *
 * @param keyFigures keys of the fields at the top, in their order
 * @param timeline which related records stand in the timeline, or null for all that point here
 * @param taps fields whose values are put on and taken off on the page
 * @param help what is looked up beside the record
 */
public record PageDefinition(
    List<String> keyFigures, @Nullable List<Related> timeline, List<Tap> taps, List<Help> help) {

  /** Copies the lists. */
  public PageDefinition {
    keyFigures = List.copyOf(keyFigures);
    timeline = timeline == null ? null : List.copyOf(timeline);
    taps = List.copyOf(taps);
    help = List.copyOf(help);
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

  /**
   * A list of words that people put on and off.
   *
   * @param words where words are offered from, or null for the options of the field
   */
  public record Tap(String field, @Nullable Words words) {}

  /**
   * Records whose names are words.
   *
   * @param field their text field
   * @param filter expression over them, or null for all
   */
  public record Words(String entity, String field, @Nullable String filter) {}

  /**
   * Records that help with the one of the page.
   *
   * @param filter expression over them, or null for all
   * @param match what they may have in common with the record
   * @param isOnly whether nothing but what matches is shown
   * @param show keys of their fields beside the title
   * @param read keys of their fields that are read on the page
   */
  public record Help(
      Label label,
      String entity,
      @Nullable String filter,
      List<Match> match,
      boolean isOnly,
      List<String> show,
      List<String> read) {

    /** Copies the lists. */
    public Help {
      match = List.copyOf(match);
      show = List.copyOf(show);
      read = List.copyOf(read);
    }
  }

  /**
   * Two fields that may hold the same.
   *
   * @param field of the records that help
   * @param with of the record of the page, or of one that it refers to
   */
  public record Match(String field, String with) {}
}
