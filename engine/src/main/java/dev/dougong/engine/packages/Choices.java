package dev.dougong.engine.packages;

import dev.dougong.engine.problem.Problem;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which side holds at places that this workspace and a package both changed. Immutable. */
public final class Choices {

  /** Nothing is chosen, so that a conflict is a refusal. */
  public static final Choices NONE = new Choices(null, List.of());

  private final @Nullable Side others;
  private final Map<Spot, Side> sides = new LinkedHashMap<>();

  /** A side of a conflict. */
  public enum Side {
    /** What this workspace made of it. */
    OURS,
    /** What the package brings. */
    THEIRS
  }

  /**
   * A place of a document.
   *
   * @param kind of the item of the plan
   * @param key of the item of the plan
   * @param place of its conflict; the empty string is the whole document
   */
  public record Spot(String kind, String key, String place) {}

  /** What holds at a place. */
  public record Choice(Spot spot, Side side) {}

  private Choices(@Nullable Side others, List<Choice> choices) {
    this.others = others;
    choices.forEach(choice -> sides.put(choice.spot(), choice.side()));
  }

  /**
   * Choices of a person who saw the plan.
   *
   * @param others what holds at places of which nothing is said, or null where these are refused
   */
  public static Choices of(@Nullable Side others, List<Choice> choices) {
    return new Choices(others, choices);
  }

  /** What was chosen for the place, or null. */
  public @Nullable Side at(Spot spot) {
    return sides.getOrDefault(spot, others);
  }

  /**
   * What is said of places that are no conflicts: the plan has changed since.
   *
   * @param conflicts all that there are
   */
  public List<Problem> unknown(Set<Spot> conflicts) {
    Set<Spot> unknown = new LinkedHashSet<>(sides.keySet());
    unknown.removeAll(conflicts);
    return unknown.stream()
        .map(
            spot ->
                Problem.at(spot.place(), "package.planChanged")
                    .with("document", spot.kind() + "/" + spot.key()))
        .toList();
  }
}
