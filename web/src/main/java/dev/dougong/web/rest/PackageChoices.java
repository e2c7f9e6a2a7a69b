package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.packages.Choices;
import dev.dougong.engine.packages.Choices.Choice;
import dev.dougong.engine.packages.Choices.Side;
import dev.dougong.engine.packages.Choices.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads which side holds: {@code {"others":"ours","choices":[{"kind","key","place","side"}]}}, all
 * of it optional.
 */
final class PackageChoices {

  private static final Set<String> BODY = Set.of("others", "choices");
  private static final Set<String> CHOICE = Set.of("kind", "key", "place", "side");

  private PackageChoices() {}

  /** Of the part of a form; without it nothing is chosen. */
  static Choices read(@Nullable String part) {
    return part == null ? Choices.NONE : read(DocumentJson.read(part));
  }

  /** Of a body. */
  static Choices read(ObjectNode body) {
    Bodies.only(body, "", BODY);
    List<Choice> choices = new ArrayList<>();
    if (body.has("choices")) {
      List<ObjectNode> given = Bodies.objects(body, "choices");
      for (int i = 0; i < given.size(); i++) {
        choices.add(choice(given.get(i), "/choices/" + i));
      }
    }
    JsonNode others = body.path("others");
    return Choices.of(
        others.isMissingNode() || others.isNull() ? null : side(others, "/others"), choices);
  }

  private static Choice choice(ObjectNode choice, String place) {
    Bodies.only(choice, place, CHOICE);
    Spot spot =
        new Spot(
            Bodies.text(choice, place, "kind"),
            Bodies.text(choice, place, "key"),
            Bodies.text(choice, place, "place"));
    return new Choice(spot, side(choice.path("side"), place + "/side"));
  }

  private static Side side(JsonNode node, String place) {
    return switch (node.asText()) {
      case "ours" -> Side.OURS;
      case "theirs" -> Side.THEIRS;
      default -> throw Bodies.wrong(place, "ours | theirs");
    };
  }
}
