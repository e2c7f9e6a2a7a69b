package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.DocumentKinds;
import dev.dougong.engine.metadata.publish.DocumentDetails;
import dev.dougong.engine.metadata.publish.Documents;
import dev.dougong.engine.metadata.store.DocumentVersion;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.error.ProblemResponses;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Drafts and versions of documents, for designers. */
@Path("/api/meta")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MetaResource {

  private static final String LABEL = "label";
  private static final String ENTITY = "entity";

  private final Caller caller;
  private final Documents documents;
  private final DocumentKinds kinds;
  private final Directory directory;
  private final ProblemResponses problems;
  private final ObjectMapper mapper;

  /** Over the stored documents. */
  @Inject
  public MetaResource(
      Caller caller,
      Documents documents,
      DocumentKinds kinds,
      Directory directory,
      ProblemResponses problems,
      ObjectMapper mapper) {
    this.caller = caller;
    this.documents = documents;
    this.kinds = kinds;
    this.directory = directory;
    this.problems = problems;
    this.mapper = mapper;
  }

  /** Which version to take up again. */
  public record RestoreRequest(@Nullable Long version) {}

  /** The kinds there are. */
  @GET
  @Path("schemas")
  @Policy(Who.SIGNED_IN)
  public ObjectNode kinds() {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (DocumentKind kind : kinds.all()) {
      items.addObject().put("kind", kind.id()).put("folder", kind.folder());
    }
    answer.putNull("next");
    return answer;
  }

  /** The JSON Schema of a kind. */
  @GET
  @Path("schemas/{kind}")
  @Policy(Who.SIGNED_IN)
  public ObjectNode schema(@PathParam("kind") String kind) {
    return documents.schema(kind);
  }

  /** All documents of a kind: what they are called and about, without the rest of their content. */
  @GET
  @Path("{kind}")
  @Policy(Who.ADMIN)
  public ObjectNode list(@PathParam("kind") String kind) {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (DocumentDetails document : documents.list(kind)) {
      ObjectNode content = document.draft() != null ? document.draft() : document.published();
      ObjectNode item = head(document);
      if (content != null && content.has(LABEL)) {
        item.set(LABEL, content.get(LABEL));
      }
      if (content != null && content.path(ENTITY).isTextual()) {
        item.set(ENTITY, content.get(ENTITY));
      }
      items.add(item);
    }
    answer.putNull("next");
    return answer;
  }

  /** A document: what is published, and what waits. */
  @GET
  @Path("{kind}/{key}")
  @Policy(Who.ADMIN)
  public ObjectNode read(@PathParam("kind") String kind, @PathParam("key") String key) {
    DocumentDetails document = documents.get(new Document.Name(kind, key));
    ObjectNode node = head(document);
    node.set("published", document.published());
    node.set("draft", document.draft());
    return node;
  }

  /**
   * Saves a draft; answers with everything that is wrong with it. {@code If-Match} names the
   * revision that was read, 0 for a document that is new; without it, whatever is there is
   * replaced.
   */
  @PUT
  @Path("{kind}/{key}")
  @Policy(Who.ADMIN)
  public ObjectNode save(
      @PathParam("kind") String kind,
      @PathParam("key") String key,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable ObjectNode content) {
    Long revision = ifMatch == null ? null : (Long) Parameters.version(ifMatch);
    return checked(
        documents.putDraft(
            new Document.Name(kind, key), Bodies.present(content), revision, actor()));
  }

  /** Saves the wish to remove a document. */
  @DELETE
  @Path("{kind}/{key}")
  @Policy(Who.ADMIN)
  public void remove(@PathParam("kind") String kind, @PathParam("key") String key) {
    documents.removeDraft(new Document.Name(kind, key), actor());
  }

  /** Forgets what waits. */
  @DELETE
  @Path("{kind}/{key}/draft")
  @Policy(Who.ADMIN)
  public void discard(@PathParam("kind") String kind, @PathParam("key") String key) {
    documents.discardDraft(new Document.Name(kind, key));
  }

  /** What was published, newest first. */
  @GET
  @Path("{kind}/{key}/versions")
  @Policy(Who.ADMIN)
  public ObjectNode versions(@PathParam("kind") String kind, @PathParam("key") String key) {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (DocumentVersion version : documents.versions(new Document.Name(kind, key))) {
      ObjectNode item = items.addObject();
      item.put("version", version.version());
      item.put("publishedAt", version.publishedAt().toString());
      UUID by = version.publishedBy();
      item.put("publishedBy", by == null ? null : directory.userName(by));
      item.put("removed", version.content() == null);
    }
    answer.putNull("next");
    return answer;
  }

  /** What a version said. */
  @GET
  @Path("{kind}/{key}/versions/{version}")
  @Policy(Who.ADMIN)
  public ObjectNode version(
      @PathParam("kind") String kind,
      @PathParam("key") String key,
      @PathParam("version") long number) {
    return documents.versions(new Document.Name(kind, key)).stream()
        .filter(version -> version.version() == number)
        .flatMap(version -> Stream.ofNullable(version.content()))
        .findFirst()
        .map(DocumentJson::read)
        .orElseThrow(() -> new AccessException(Problem.of("notFound")));
  }

  /** Makes a draft of an earlier version. */
  @POST
  @Path("{kind}/{key}/restore")
  @Policy(Who.ADMIN)
  public ObjectNode restore(
      @PathParam("kind") String kind,
      @PathParam("key") String key,
      @Nullable RestoreRequest request) {
    long version = Bodies.present(Bodies.present(request).version());
    return checked(documents.restore(new Document.Name(kind, key), version, actor()));
  }

  private UUID actor() {
    return caller.identity().user().id();
  }

  private static ObjectNode head(DocumentDetails document, ObjectNode node) {
    node.put("kind", document.name().kind());
    node.put("key", document.name().key());
    node.put("owner", document.owner());
    node.put("version", document.version());
    node.put("hasDraft", document.draft() != null || document.isRemoval());
    node.put("removal", document.isRemoval());
    node.put("changedLocally", document.isChangedLocally());
    node.put("revision", document.revision());
    return node;
  }

  private ObjectNode head(DocumentDetails document) {
    return head(document, mapper.createObjectNode());
  }

  private ObjectNode checked(Documents.SavedDraft saved) {
    ObjectNode answer = mapper.createObjectNode();
    answer.put("ok", saved.problems().isEmpty());
    answer.put("revision", saved.revision());
    answer.set("errors", problems.errors(saved.problems(), caller.locale()));
    return answer;
  }
}
