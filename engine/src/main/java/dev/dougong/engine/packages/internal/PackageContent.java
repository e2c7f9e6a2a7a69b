package dev.dougong.engine.packages.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.store.DocumentExtension;
import java.util.List;
import java.util.Map;

/**
 * What is in a package.
 *
 * @param app its {@code app.json}
 * @param documents with {@code app.json}, in the order of their names
 * @param texts of the documents, to the byte
 * @param extensions of documents of other owners
 * @param data CSV by entity key
 * @param people CSV by file name without its end
 */
record PackageContent(
    ObjectNode app,
    List<Document> documents,
    Map<Document.Name, String> texts,
    List<DocumentExtension> extensions,
    Map<String, String> data,
    Map<String, String> people) {

  String key() {
    return app.path("key").asText();
  }

  String version() {
    return app.path("version").asText();
  }
}
