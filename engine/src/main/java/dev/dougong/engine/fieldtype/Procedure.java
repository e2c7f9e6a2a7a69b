package dev.dougong.engine.fieldtype;

import dev.dougong.engine.value.Label;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done at each stage of a process before a record goes on. Fields are named by their keys
 * in the same entity; whether they are there is checked at publishing.
 *
 * @param checklist key of the field whose values are the checks that are done, or null without
 *     checks
 * @param skipReason key of the text field in which a writer says why something is left out; null
 *     where nothing may be
 * @param way the values through which records go, in their order, without those at which they are
 *     lost
 * @param stages those that say something, in their order
 * @param measure where it is kept how far the procedure is followed, or null
 */
public record Procedure(
    @Nullable String checklist,
    @Nullable String skipReason,
    List<String> way,
    List<Stage> stages,
    @Nullable Measure measure) {

  /** Copies the lists. */
  public Procedure {
    way = List.copyOf(way);
    stages = List.copyOf(stages);
  }

  /** What is said of a value, or null. */
  public @Nullable Stage stage(@Nullable Object value) {
    for (Stage stage : stages) {
      if (stage.value().equals(value)) {
        return stage;
      }
    }
    return null;
  }

  /** Whether a record that moves from one value to the other goes on, and is not lost. */
  public boolean goesOn(Object from, Object to) {
    int start = way.indexOf(from.toString());
    return start >= 0 && way.indexOf(to.toString()) > start;
  }

  /**
   * How far the procedure is followed: keys of fields in the same entity, each or null.
   *
   * @param name what the version of the procedure is called, or null
   * @param edition text field that takes the name
   * @param asked whole number to which what a stage asked for is added when it is left
   * @param done whole number to which what of it was done is added
   */
  public record Measure(
      @Nullable String name,
      @Nullable String edition,
      @Nullable String asked,
      @Nullable String done) {}

  /**
   * One stage.
   *
   * @param place JSON pointer of the stage below its field
   * @param value the stage
   * @param next what comes next, in words
   * @param required keys of fields that have a value before the stage is left
   * @param checks values of the checklist that are done before the stage is left
   */
  public record Stage(
      String place, String value, Label next, List<String> required, List<String> checks) {

    /** Copies the lists. */
    public Stage {
      required = List.copyOf(required);
      checks = List.copyOf(checks);
    }
  }
}
