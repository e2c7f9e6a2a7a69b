package dev.dougong.engine.metadata.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parts of documents that can be spared, by the shape of their places. Immutable. */
public final class LooseParts {

  private final List<Pattern> shapes = new ArrayList<>();

  private LooseParts() {}

  /**
   * Of shapes such as {@code /columns/#} and {@code /entities/#/fields/*}: {@code #} is a place in
   * a list, {@code *} any one name. What stands below such a part belongs to it.
   */
  public static LooseParts of(String... shapes) {
    LooseParts parts = new LooseParts();
    for (String shape : shapes) {
      String pattern = shape.replace("#", "[0-9]+").replace("*", "[^/]+");
      parts.shapes.add(Pattern.compile("(" + pattern + ")(/.*)?"));
    }
    return parts;
  }

  /** The part in which a place stands, or null where it stands in none. */
  public @Nullable String at(String place) {
    for (Pattern shape : shapes) {
      Matcher matcher = shape.matcher(place);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    return null;
  }
}
