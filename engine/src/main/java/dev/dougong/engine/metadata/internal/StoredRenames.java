package dev.dougong.engine.metadata.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.metadata.check.CandidateCheck;
import dev.dougong.engine.metadata.check.RenamedFields;
import dev.dougong.engine.metadata.compile.Compilation;
import dev.dougong.engine.metadata.compile.MetadataCompiler;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.document.DocumentSet;
import dev.dougong.engine.metadata.document.FormerKeys;
import dev.dougong.engine.metadata.publish.Documents;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.metadata.publish.PublishResult;
import dev.dougong.engine.metadata.publish.Renames;
import dev.dougong.engine.metadata.store.DocumentStore;
import dev.dougong.engine.metadata.store.StoredDocument;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Transactions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Renames over the stored documents. Thread-safe. */
public final class StoredRenames implements Renames {

  private static final Pattern KEY = Pattern.compile("[a-z][a-zA-Z0-9]{0,62}");
  private static final String ENTITY = "entity";
  private static final String FORMER = "formerKeys";
  private static final String TO = "/to";

  private final DocumentStore store;
  private final JdbcCatalogue catalogue;
  private final MetadataSnapshots snapshots;
  private final CandidateCheck check;
  private final Documents documents;
  private final StoredPublishing publishing;
  private final Transactions transactions;

  /** What it is made of. */
  public StoredRenames(
      DocumentStore store,
      JdbcCatalogue catalogue,
      MetadataSnapshots snapshots,
      CandidateCheck check,
      Documents documents,
      StoredPublishing publishing,
      Transactions transactions) {
    this.store = store;
    this.catalogue = catalogue;
    this.snapshots = snapshots;
    this.check = check;
    this.documents = documents;
    this.publishing = publishing;
    this.transactions = transactions;
  }

  @Override
  public List<Document> field(String entity, String field, String to, List<Document> edited) {
    return transactions.required(() -> renamed(entity, field, to, edited));
  }

  private List<Document> renamed(String entity, String field, String to, List<Document> edited) {
    Document.Name name = new Document.Name(ENTITY, entity);
    List<Document> all = new ArrayList<>(edited);
    if (all.stream().noneMatch(one -> one.name().equals(name))) {
      all.add(published(name));
    }
    boolean isPublished = isPublished(entity, field);
    List<Document> result = new ArrayList<>();
    all.forEach(
        one ->
            result.add(
                one.name().equals(name)
                    ? new Document(ENTITY, entity, withKey(one.content(), field, to))
                    : one));
    List<Document> followed = follow(result);
    if (!isPublished) {
      followed.forEach(
          one -> {
            if (one.name().equals(name)) {
              forgetFormer(one.content(), field, to);
            }
          });
    }
    return followed;
  }

  private Document published(Document.Name name) {
    StoredDocument stored = store.find(name);
    String content = stored == null ? null : stored.content();
    if (content == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return new Document(name.kind(), name.key(), DocumentJson.read(content));
  }

  /** Whether records may have values under the key, so that it must be remembered. */
  private boolean isPublished(String entity, String path) {
    var known = snapshots.load().findEntity(entity);
    int dot = path.indexOf('.');
    var field = known == null ? null : known.field(dot < 0 ? path : path.substring(0, dot));
    return field != null
        && (dot < 0
            || field.rowFields().stream()
                .anyMatch(row -> row.key().equals(path.substring(dot + 1))));
  }

  private static ObjectNode withKey(ObjectNode document, String path, String to) {
    ObjectNode result = document.deepCopy();
    int dot = path.indexOf('.');
    JsonNode fields = result.path("fields");
    if (dot >= 0) {
      fields = find(fields, path.substring(0, dot)).path("fields");
    }
    String from = path.substring(dot + 1);
    ObjectNode field = find(fields, from);
    demandFree(fields, to, dot >= 0);
    field.put("key", to);
    ArrayNode former = field.withArrayProperty(FORMER);
    for (int i = former.size() - 1; i >= 0; i--) {
      if (former.get(i).asText().equals(to) || former.get(i).asText().equals(from)) {
        former.remove(i);
      }
    }
    former.add(from);
    return result;
  }

  private static ObjectNode find(JsonNode fields, String key) {
    for (JsonNode field : fields) {
      if (field.path("key").asText().equals(key) && field instanceof ObjectNode found) {
        return found;
      }
    }
    throw new InputException(Problem.at("/field", "metadata.unknownField").with("value", key));
  }

  private static void demandFree(JsonNode fields, String to, boolean isRow) {
    if (!KEY.matcher(to).matches()) {
      throw new InputException(Problem.at(TO, "metadata.badText").with("value", to));
    }
    boolean isSystem = Stream.of(SystemField.values()).anyMatch(system -> system.key().equals(to));
    if (Expressions.isReserved(to) || (isRow ? to.equals("id") : isSystem)) {
      throw new InputException(Problem.at(TO, "metadata.reservedKey").with("value", to));
    }
    for (JsonNode field : fields) {
      if (field.path("key").asText().equals(to)) {
        throw new InputException(Problem.at(TO, "metadata.duplicateKey").with("value", to));
      }
    }
  }

  /** A field that nobody has published keeps no trace of a name that nobody knew. */
  private static void forgetFormer(ObjectNode document, String path, String to) {
    int dot = path.indexOf('.');
    JsonNode fields = document.path("fields");
    if (dot >= 0) {
      fields = find(fields, path.substring(0, dot)).path("fields");
    }
    ObjectNode field = find(fields, to);
    ArrayNode former = field.withArrayProperty(FORMER);
    former.remove(former.size() - 1);
    if (former.isEmpty()) {
      field.remove(FORMER);
    }
  }

  private List<Document> follow(List<Document> edited) {
    List<Document> all = new ArrayList<>(snapshots.published().list());
    all.addAll(edited);
    DocumentSet set = new DocumentSet(all);
    Metadata before = snapshots.load();
    IdAssignment ids = catalogue.provisional();
    Compilation compilation =
        check.check(
            new MetadataCompiler.Input(
                snapshots.workspace(), before.version(), snapshots.zone(), set, ids, ids));
    FormerKeys former =
        RenamedFields.formerKeys(
            before, compilation.metadata(), id -> ids.replaced().getOrDefault(id, id));
    Set<Document.Name> older = new HashSet<>();
    edited.forEach(one -> older.add(one.name()));
    Map<Document.Name, ObjectNode> followed =
        check.renamedFields().follow(edited, set, compilation.metadata(), former, older);
    return edited.stream()
        .map(
            one ->
                new Document(
                    one.kind(), one.key(), followed.getOrDefault(one.name(), one.content())))
        .toList();
  }

  @Override
  public PublishResult entity(String entity, String to, PublishOptions options) {
    PublishResult result =
        transactions.required(
            () -> {
              publishing.lock();
              return renamed(entity, to, options);
            });
    snapshots.reload();
    return result;
  }

  private PublishResult renamed(String entity, String to, PublishOptions options) {
    Document.Name old = new Document.Name(ENTITY, entity);
    StoredDocument stored = store.find(old);
    if (stored == null || stored.content() == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    Document.Name fresh = new Document.Name(ENTITY, to);
    if (!KEY.matcher(to).matches()) {
      throw new InputException(Problem.at(TO, "metadata.badText").with("value", to));
    }
    if (!stored.owner().equals(StoredDocument.LOCAL)) {
      throw new InputException(
          Problem.at(TO, "metadata.ownedByApp").with("value", entity).with("app", stored.owner()));
    }
    if (store.find(fresh) != null) {
      throw new InputException(Problem.at(TO, "metadata.duplicateKey").with("value", to));
    }
    UUID actor = options.actor();
    ObjectNode content = DocumentJson.read(Objects.requireNonNull(stored.content()));
    var saved = documents.putDraft(fresh, withFormer(content, entity, to), 0L, actor);
    documents.removeDraft(old, actor);
    PublishResult result = publishing.publishWithin(List.of(fresh, old), options);
    String draft = stored.draft();
    if (draft != null) {
      // What somebody works on goes on under the new key.
      ObjectNode waiting = withFormer(DocumentJson.read(draft), entity, to);
      saved = documents.putDraft(fresh, waiting, null, stored.draftBy());
    }
    return result;
  }

  private static ObjectNode withFormer(ObjectNode document, String from, String to) {
    document.put("key", to);
    document.withArrayProperty(FORMER).add(from);
    return document;
  }
}
