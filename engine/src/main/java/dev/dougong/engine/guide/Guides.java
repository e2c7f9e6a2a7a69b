package dev.dougong.engine.guide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.value.Label;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The guides of a person and how far people are. A step whose place or whose records the person has
 * no right to is not there. What is done stays done, also when the record that showed it is gone.
 * Refuses with a {@code ProblemException}. Thread-safe.
 */
public interface Guides {

  /**
   * A step of a person.
   *
   * @param open where it is done, as in the document, or null
   * @param isTicked whether the person ticks it; else a record shows it
   * @param isDone whether it is done
   * @param doneAt since when it is kept as done, or null
   */
  record Step(
      String key,
      Label label,
      Label text,
      @Nullable ObjectNode open,
      boolean isTicked,
      boolean isDone,
      @Nullable Instant doneAt) {}

  /** A guide of a person with at least one step. */
  record Guide(String key, Label label, Label description, List<Step> steps) {

    /** Copies the list. */
    public Guide {
      steps = List.copyOf(steps);
    }
  }

  /**
   * All of a person.
   *
   * @param isPutAway whether the person does not want to be reminded of what is left
   */
  record Mine(List<Guide> guides, boolean isPutAway) {

    /** Copies the list. */
    public Mine {
      guides = List.copyOf(guides);
    }
  }

  /** What is done now; keeps nothing. */
  Mine of(Access access);

  /** The same, and keeps what records show. */
  Mine look(Access access);

  /** Ticks a step, or takes the tick back; refuses for steps that a record shows. */
  void tick(Access access, String guide, String step, boolean isDone);

  /** Whether the caller does not want to be reminded from now on. */
  void putAway(Access access, boolean isPutAway);

  /** By what people are sorted. */
  enum Order {
    NAME("name"),
    SHARE("share"),
    LAST("last");

    private final String key;

    Order(String key) {
      this.key = key;
    }

    /** Word in addresses. */
    public String key() {
      return key;
    }
  }

  /**
   * Whose progress is asked for.
   *
   * @param words part of the name or the user name, or null for all
   * @param units of which units, or null for all people
   * @param order by what they are sorted
   * @param isDescending whether the greatest come first
   * @param after {@code next} of the page before, or null
   * @param limit people at the most
   */
  record Question(
      @Nullable String words,
      @Nullable Collection<UUID> units,
      Order order,
      boolean isDescending,
      @Nullable String after,
      int limit) {}

  /**
   * How far a person is.
   *
   * @param done how many of the steps are kept as done
   * @param lastAt when the last of them was, or null
   * @param next the first that is not done, with the label of its guide, or null
   */
  record Standing(
      UUID user,
      String username,
      String name,
      @Nullable UUID unit,
      int steps,
      int done,
      @Nullable Instant lastAt,
      @Nullable Next next) {}

  /** A step that waits. */
  record Next(Label guide, Label step) {}

  /**
   * A page of people who have a guide.
   *
   * @param people how many there are on all pages
   * @param finished how many of them have done all
   * @param next cursor of the page behind, or null
   */
  record Page(List<Standing> items, int people, int finished, @Nullable String next) {

    /** Copies the list. */
    public Page {
      items = List.copyOf(items);
    }
  }

  /** How far everybody is, for administrators. */
  Page progress(Access access, Question question);
}
