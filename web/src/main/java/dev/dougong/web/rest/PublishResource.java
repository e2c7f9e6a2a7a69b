package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.metadata.publish.PublishResult;
import dev.dougong.engine.metadata.publish.Publishing;
import dev.dougong.engine.storage.SchemaChange;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.error.ProblemResponses;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes drafts hold, all or none. */
@Path("/api/meta/publish")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PublishResource {

  private final Caller caller;
  private final Publishing publishing;
  private final ProblemResponses problems;
  private final ObjectMapper mapper;
  private final FormDrawing drawing;

  /** Over the stored documents. */
  @Inject
  public PublishResource(
      Caller caller,
      Publishing publishing,
      ProblemResponses problems,
      ObjectMapper mapper,
      FormDrawing drawing) {
    this.caller = caller;
    this.publishing = publishing;
    this.problems = problems;
    this.mapper = mapper;
    this.drawing = drawing;
  }

  /**
   * What to publish; {@code consent} lets values become unreadable. A preview gives the {@code
   * form} and its entity as people would get them.
   */
  public record PublishRequest(
      @Nullable List<Item> items,
      @Nullable Boolean consent,
      @Nullable Boolean preview,
      @Nullable String form) {}

  /** A document. */
  public record Item(@Nullable String kind, @Nullable String key) {}

  /** Publishes, or tells what publishing would do. */
  @POST
  @Policy(Who.ADMIN)
  public ObjectNode publish(@Nullable PublishRequest request) {
    PublishRequest given = Bodies.present(request);
    List<Document.Name> names = new ArrayList<>();
    for (Item item : Bodies.present(given.items())) {
      names.add(new Document.Name(Bodies.present(item.kind()), Bodies.present(item.key())));
    }
    if (Boolean.TRUE.equals(given.preview())) {
      Publishing.Preview preview = publishing.preview(names);
      ObjectNode answer = result(preview.result());
      answer.put("ok", preview.problems().isEmpty());
      answer.set("errors", problems.errors(preview.problems(), caller.locale()));
      if (given.form() != null && preview.problems().isEmpty()) {
        drawing.write(preview.metadata(), given.form(), answer);
      }
      return answer;
    }
    PublishOptions options =
        PublishOptions.by(caller.identity().user().id())
            .withConsent(Boolean.TRUE.equals(given.consent()));
    return result(publishing.publish(names, options)).put("ok", true);
  }

  private ObjectNode result(PublishResult result) {
    ObjectNode answer = mapper.createObjectNode();
    answer.put("version", result.version());
    ArrayNode items = answer.putArray("published");
    for (Document.Name name : result.published()) {
      items.addObject().put("kind", name.kind()).put("key", name.key());
    }
    ArrayNode steps = answer.putArray("steps");
    for (SchemaChange change : result.changes()) {
      steps
          .addObject()
          .put("change", change.getClass().getSimpleName())
          .put("entity", change.entity())
          .put("field", change.field())
          .put("destructive", change.isDestructive());
    }
    answer.set("warnings", problems.errors(result.warnings(), caller.locale()));
    return answer;
  }
}
