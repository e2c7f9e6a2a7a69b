package dev.dougong.engine.packages.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.DocumentKinds;
import dev.dougong.engine.metadata.document.DocumentMerge;
import dev.dougong.engine.metadata.store.DocumentExtension;
import dev.dougong.engine.metadata.store.DocumentStore;
import dev.dougong.engine.metadata.store.InstalledApp;
import dev.dougong.engine.metadata.store.StoredDocument;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes an app as a zip: what was installed, or what this workspace made of it. */
final class PackageExport {

  private final DocumentStore store;
  private final DocumentKinds kinds;

  PackageExport(DocumentStore store, DocumentKinds kinds) {
    this.store = store;
    this.kinds = kinds;
  }

  byte[] of(String key, boolean includesLocal) {
    InstalledApp app = store.findApp(key);
    if (app != null && !includesLocal) {
      return app.content().clone();
    }
    SortedMap<String, byte[]> files = new TreeMap<>();
    Extensions extensions = Extensions.of(store);
    String owner = app == null ? StoredDocument.LOCAL : key;
    StoredDocument manifest = store.find(new Document.Name("app", key));
    if (manifest == null || manifest.content() == null || !manifest.owner().equals(owner)) {
      throw new AccessException(Problem.of("notFound"));
    }
    if (app != null) {
      putFiles(files, PackageReader.read(app.content(), kinds));
    }
    for (StoredDocument document : store.documents()) {
      boolean isOther = document.kind().equals("app") && !document.key().equals(key);
      boolean isWanted = document.owner().equals(owner) || includesLocal && isLocal(document);
      if (isWanted && !isOther && document.content() != null) {
        put(files, path(document), app == null ? content(document) : text(document, extensions));
      }
    }
    return ZipWriter.write(files);
  }

  private static void putFiles(SortedMap<String, byte[]> files, PackageContent installed) {
    installed.data().forEach((entity, csv) -> put(files, "data/" + entity + ".csv", csv));
    installed.people().forEach((file, csv) -> put(files, "people/" + file + ".csv", csv));
    for (DocumentExtension one : installed.extensions()) {
      put(files, "extensions/" + one.kind() + "/" + one.key() + ".json", one.content());
    }
  }

  private static String content(StoredDocument document) {
    return Objects.requireNonNull(document.content());
  }

  /** A document as this workspace has it, without what other apps add to it. */
  private static String text(StoredDocument document, Extensions extensions) {
    String base = document.base();
    if (base == null || document.local() == null) {
      return base == null ? content(document) : base;
    }
    ObjectNode own = DocumentJson.read(base);
    ObjectNode added = extensions.added(document.name(), own);
    return added == own
        ? content(document)
        : DocumentJson.write(
            DocumentMerge.merge(added, DocumentJson.read(content(document)), own).document());
  }

  private static boolean isLocal(StoredDocument document) {
    return document.owner().equals(StoredDocument.LOCAL);
  }

  private String path(StoredDocument document) {
    if (document.kind().equals("app")) {
      return "app.json";
    }
    DocumentKind kind = kinds.find(document.kind());
    String folder = kind == null ? document.kind() : kind.folder();
    return folder + "/" + document.key() + ".json";
  }

  private static void put(SortedMap<String, byte[]> files, String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
