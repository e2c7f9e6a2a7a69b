package dev.dougong.engine.packages;

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
    return problems.isEmpty() && items.stream().noneMatch(one -> one.action() == Action.CONFLICT);
  }

  /** What happens to one part. */
  public enum Action {
    CREATE,
    UPDATE,
    DELETE,
    SAME,
    CONFLICT
  }

  /**
   * One part of a package.
   *
   * @param kind of the document, or {@code extension}, {@code data}, {@code people}
   * @param key of the document, or what the file is about
   * @param problems why it is a conflict
   */
  public record Item(String kind, String key, Action action, List<Problem> problems) {

    /** Copies the list. */
    public Item {
      problems = List.copyOf(problems);
    }
  }
}
