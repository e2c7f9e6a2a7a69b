package dev.dougong.engine.metadata.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads schemas from the class path and gives them the definitions that all kinds share. */
public final class SchemaResource {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SchemaResource() {}

  /**
   * The schema {@code schemas/<name>.json} beside the class's module, with {@code $defs} for key,
   * keys, label and expression.
   */
  public static ObjectNode read(Class<?> owner, String name) {
    ObjectNode schema = plain(owner, name);
    schema.withObjectProperty("$defs").setAll(plain(SchemaResource.class, "shared"));
    return schema;
  }

  /** The resource as it stands. */
  public static ObjectNode plain(Class<?> owner, String name) {
    String path = "/schemas/" + name + ".json";
    try (InputStream in = owner.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("name: no resource " + path);
      }
      return (ObjectNode) JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }
}
