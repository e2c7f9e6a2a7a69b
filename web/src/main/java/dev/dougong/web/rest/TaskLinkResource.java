package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.error.Languages;
import dev.dougong.workflow.task.TaskLinks;
import dev.dougong.workflow.task.Tasks;
import dev.dougong.workflow.task.UserTask;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One task for whoever holds the link of its message. What opens it comes in the body and never in
 * an address, so that no log and no page that is linked has it. Nothing else is answered.
 */
@Path("/api/task-links")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class TaskLinkResource {

  private final TaskLinks links;
  private final ObjectMapper mapper;

  /** Over the links of the workspace. */
  @Inject
  public TaskLinkResource(TaskLinks links, ObjectMapper mapper) {
    this.links = links;
    this.mapper = mapper;
  }

  /** What opens a link. */
  public record OpenRequest(@Nullable String token) {}

  /** What opens a link, and the answer. */
  public record AnswerRequest(
      @Nullable String token, @Nullable String outcome, @Nullable String comment) {}

  /** The task as its message told it, and what may be answered; changes nothing. */
  @POST
  @Path("open")
  @Policy(Who.ANYBODY)
  public ObjectNode open(
      @HeaderParam("Accept-Language") @Nullable String language, @Nullable OpenRequest request) {
    Locale locale = Languages.of(language);
    TaskLinks.Opened opened = links.open(token(Bodies.present(request).token()), locale);
    UserTask task = opened.task();
    ObjectNode answer = mapper.createObjectNode();
    answer.put("person", opened.person()).put("title", task.title());
    answer.put("description", task.description()).put("label", task.label());
    ExecutionJson.moment(answer, "due", task.due());
    ExecutionJson.moment(answer, "expiresAt", opened.expiresAt());
    UserTask.Ballot ballot = task.ballot();
    answer.put("isApproval", ballot != null && ballot.seat() > 0);
    answer.put("needsReason", ballot != null && ballot.needsReason());
    ArrayNode outcomes = answer.putArray("outcomes");
    for (UserTask.Outcome one : task.outcomes()) {
      outcomes
          .addObject()
          .put("value", one.value())
          .put("label", one.label().in(locale, one.value()));
    }
    return answer;
  }

  /** Answers it, once. */
  @POST
  @Path("answer")
  @Policy(Who.ANYBODY)
  public void answer(
      @HeaderParam("Accept-Language") @Nullable String language, @Nullable AnswerRequest request) {
    AnswerRequest given = Bodies.present(request);
    links.answer(
        token(given.token()),
        new Tasks.Answer(given.outcome(), given.comment(), null),
        Languages.of(language));
  }

  private static String token(@Nullable String given) {
    return Objects.requireNonNullElse(given, "");
  }
}
