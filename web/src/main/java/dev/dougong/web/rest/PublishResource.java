package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.metadata.publish.Publishing;
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
  private final PublishAnswers answers;
  private final FormDrawing drawing;

  /** Over the stored documents. */
  @Inject
  public PublishResource(
      Caller caller,
      Publishing publishing,
      PublishAnswers answers,
      ProblemResponses problems,
      FormDrawing drawing) {
    this.caller = caller;
    this.publishing = publishing;
    this.problems = problems;
    this.answers = answers;
    this.drawing = drawing;
  }

  /**
   * What to publish; {@code consent} lets values become unreadable, {@code takeOut} takes fields
   * that are gone out of forms, views and other documents that go on without them. A preview gives
   * the {@code form} and its entity as people would get them; with a {@code role}, as people of
   * that role.
   */
  public record PublishRequest(
      @Nullable List<Item> items,
      @Nullable Boolean consent,
      @Nullable Boolean takeOut,
      @Nullable Boolean preview,
      @Nullable String form,
      @Nullable String role) {}

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
    PublishOptions options =
        PublishOptions.by(caller.identity().user().id())
            .withConsent(Boolean.TRUE.equals(given.consent()))
            .takingOut(Boolean.TRUE.equals(given.takeOut()));
    if (Boolean.TRUE.equals(given.preview())) {
      Publishing.Preview preview = publishing.preview(names, options);
      ObjectNode answer = answers.of(preview.result());
      answer.put("ok", preview.problems().isEmpty());
      answer.set("errors", problems.errors(preview.problems(), caller.locale()));
      if (given.form() != null && preview.problems().isEmpty()) {
        drawing.write(preview.metadata(), given.form(), given.role(), answer);
      }
      return answer;
    }
    return answers.of(publishing.publish(names, options)).put("ok", true);
  }
}
