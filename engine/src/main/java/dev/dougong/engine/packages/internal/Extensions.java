package dev.dougong.engine.packages.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.document.DocumentMerge;
import dev.dougong.engine.metadata.publish.PublishTarget;
import dev.dougong.engine.metadata.store.DocumentExtension;
import dev.dougong.engine.metadata.store.DocumentStore;
import dev.dougong.engine.metadata.store.StoredDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What apps add to documents of others, in the order in which the apps were installed. */
final class Extensions {

  private final List<DocumentExtension> all;

  Extensions(List<DocumentExtension> all) {
    this.all = List.copyOf(all);
  }

  /** Those that are stored. */
  static Extensions of(DocumentStore store) {
    return new Extensions(store.extensions());
  }

  /** The same, but of one app others; they keep their turn. */
  Extensions with(String app, List<DocumentExtension> others) {
    List<DocumentExtension> result = new ArrayList<>();
    int place = -1;
    for (DocumentExtension one : all) {
      if (one.app().equals(app)) {
        place = place < 0 ? result.size() : place;
      } else {
        result.add(one);
      }
    }
    result.addAll(place < 0 ? result.size() : place, others);
    return new Extensions(result);
  }

  /** Those of one app. */
  List<DocumentExtension> of(String app) {
    return all.stream().filter(one -> one.app().equals(app)).toList();
  }

  /** Documents to which an app adds. */
  Set<Document.Name> names(String app) {
    Set<Document.Name> names = new LinkedHashSet<>();
    of(app).forEach(one -> names.add(name(one)));
    return names;
  }

  /** Whether another app than the given one adds to the document. */
  boolean isExtended(Document.Name name, String app) {
    return all.stream().anyMatch(one -> name(one).equals(name) && !one.app().equals(app));
  }

  /** The document with all that is added to it. */
  ObjectNode added(Document.Name name, ObjectNode document) {
    return added(name, document, app -> true);
  }

  /** The document with what the apps add to it that are wanted. */
  ObjectNode added(Document.Name name, ObjectNode document, Predicate<String> isWanted) {
    ObjectNode result = document;
    for (DocumentExtension one : all) {
      if (name(one).equals(name) && isWanted.test(one.app())) {
        result = DocumentMerge.extend(result, DocumentJson.read(one.content()));
      }
    }
    return result;
  }

  private static Document.Name name(DocumentExtension extension) {
    return new Document.Name(extension.kind(), extension.key());
  }

  /**
   * Documents of others as they are without what an app adds to them; with it goes what was made of
   * it here.
   */
  static List<PublishTarget> without(DocumentStore store, String app) {
    Extensions extensions = of(store);
    List<PublishTarget> targets = new ArrayList<>();
    for (Document.Name name : extensions.names(app)) {
      StoredDocument target = store.find(name);
      String base = target == null ? null : target.base();
      if (target == null || base == null) {
        continue;
      }
      ObjectNode before = extensions.added(name, DocumentJson.read(base));
      ObjectNode after =
          extensions.added(name, DocumentJson.read(base), other -> !other.equals(app));
      String local = target.local();
      if (local != null) {
        ObjectNode merged =
            DocumentMerge.merge(before, DocumentJson.read(local), after, place -> true).document();
        local = merged.equals(after) ? null : DocumentJson.write(merged);
      }
      String content = local == null ? DocumentJson.write(after) : local;
      targets.add(new PublishTarget(name, content, target.owner(), base, local));
    }
    return targets;
  }
}
