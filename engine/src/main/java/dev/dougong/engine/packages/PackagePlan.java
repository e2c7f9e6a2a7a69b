package dev.dougong.engine.packages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.packages.Choices.Side;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.SchemaChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What applying a package would do.
 *
 * @param app key
 * @param version of the package
 * @param installed version that is there now, or null
 * @param items one for each document, extension and file
 * @param problems for which it would be refused, of the whole set
 * @param changes of storage
 * @param warnings what is allowed but should be looked at
 */
public record PackagePlan(
    String app,
    String version,
    @Nullable String installed,
    List<Item> items,
    List<Problem> problems,
    List<SchemaChange> changes,
    List<Problem> warnings) {

  /** Copies the lists. */
  public PackagePlan {
    items = List.copyOf(items);
    problems = List.copyOf(problems);
    changes = List.copyOf(changes);
    warnings = List.copyOf(warnings);
  }

  /** Whether it can be applied. */
  public boolean isApplicable() {
    return problems.isEmpty() && items.stream().noneMatch(Item::isOpen);
  }

  /** What happens to one part. */
  public enum Action {
    /** It is new. */
    CREATE,
    /** It gets what the package brings, besides what was changed here. */
    UPDATE,
    /** The package has it no more. */
    DELETE,
    /** Nothing is changed. */
    SAME,
    /** What was made of it here stays, and the package brings nothing. */
    KEEP,
    /** Both sides changed it: somebody must choose, or it cannot be applied. */
    CONFLICT
  }

  /**
   * One part of a package.
   *
   * @param kind of the document, or {@code extension}, {@code data}, {@code people}
   * @param key of the document, or what the file is about
   * @param problems why it cannot be applied, whatever is chosen
   * @param conflicts what there is to choose, and what was
   */
  public record Item(
      String kind, String key, Action action, List<Problem> problems, List<Conflict> conflicts) {

    /** Copies the lists. */
    public Item {
      problems = List.copyOf(problems);
      conflicts = List.copyOf(conflicts);
    }

    /** Whether it cannot be applied yet. */
    public boolean isOpen() {
      return !problems.isEmpty() || conflicts.stream().anyMatch(one -> one.choice() == null);
    }
  }

  /**
   * A place that both sides changed.
   *
   * @param problem what happened, with its place
   * @param base what was installed, or null for nothing
   * @param ours what this workspace has, or null where it took it away
   * @param theirs what the package brings, or null where it takes it away
   * @param choice which side holds, or null where nobody chose
   */
  public record Conflict(
      Problem problem,
      @Nullable JsonNode base,
      @Nullable JsonNode ours,
      @Nullable JsonNode theirs,
      @Nullable Side choice) {

    /** JSON pointer in which items of lists stand by their names; empty for the whole. */
    public String place() {
      return problem.place();
    }
  }
}
