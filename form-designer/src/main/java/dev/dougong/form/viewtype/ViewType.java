package dev.dougong.form.viewtype;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A way to look at many records: table, board … One folder each; found by {@code
 * Instance<ViewType>}. Stateless and thread-safe. Open: nothing else learns its name.
 */
public interface ViewType {

  /** Id in documents, lowerCamelCase; never changes. */
  String id();

  /**
   * JSON Schema of the view's {@code options}: {@code properties} and, where needed, {@code
   * required}; {@code #/$defs/key}, {@code expression} and the like may be named.
   */
  ObjectNode schema();

  /** Checks the options against the entity; the schema holds. Tells all that is wrong. */
  default void check(ViewCheck view) {}

  /**
   * The options as a reader may know them, or null where the view has no sense for this reader.
   *
   * @param options never changed here
   * @param isSeen whether the reader may see the field of a key
   */
  default @Nullable ObjectNode shownTo(JsonNode options, Predicate<String> isSeen) {
    return options instanceof ObjectNode object
        ? object.deepCopy()
        : JsonNodeFactory.instance.objectNode();
  }
}
