package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.metadata.publish.Renames;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives fields and entities other keys. */
@Path("/api/meta/renames")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RenameResource {

  private final Caller caller;
  private final Renames renames;
  private final PublishAnswers answers;
  private final ObjectMapper mapper;

  /** Over the stored documents. */
  @Inject
  public RenameResource(
      Caller caller, Renames renames, PublishAnswers answers, ObjectMapper mapper) {
    this.caller = caller;
    this.renames = renames;
    this.answers = answers;
    this.mapper = mapper;
  }

  /**
   * What gets another key: a field in the documents that somebody edits, or, without a field, the
   * entity, which is published at once.
   */
  public record RenameRequest(
      @Nullable String entity,
      @Nullable String field,
      @Nullable String to,
      @Nullable List<Edited> documents) {}

  /** A document under edit. */
  public record Edited(@Nullable String kind, @Nullable ObjectNode content) {}

  /** The documents with the new key, nothing of which is saved; or what was published. */
  @POST
  @Policy(Who.ADMIN)
  public ObjectNode rename(@Nullable RenameRequest request) {
    RenameRequest given = Bodies.present(request);
    String entity = Bodies.present(given.entity());
    String to = Bodies.present(given.to());
    String field = given.field();
    if (field == null) {
      PublishOptions options = PublishOptions.by(caller.identity().user().id());
      return answers.of(renames.entity(entity, to, options)).put("ok", true);
    }
    List<Document> edited = new ArrayList<>();
    for (Edited one : given.documents() == null ? List.<Edited>of() : given.documents()) {
      ObjectNode content = Bodies.present(one.content());
      edited.add(new Document(Bodies.present(one.kind()), content.path("key").asText(), content));
    }
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode documents = answer.putArray("documents");
    for (Document document : renames.field(entity, field, to, edited)) {
      documents.addObject().put("kind", document.kind()).set("content", document.content());
    }
    return answer;
  }
}
