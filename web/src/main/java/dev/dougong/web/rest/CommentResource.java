package dev.dougong.web.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.comment.Comment;
import dev.dougong.engine.comment.Comments;
import dev.dougong.engine.comment.Comments.Draft;
import dev.dougong.engine.comment.Comments.Page;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people say about a record. */
@Path("/api/data/{entity}/{id}/comments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CommentResource {

  private static final int PAGE = 30;

  private final Caller caller;
  private final Comments comments;
  private final Directory directory;

  /** Over the comments of the workspace. */
  @Inject
  public CommentResource(Caller caller, Comments comments, Directory directory) {
    this.caller = caller;
    this.comments = comments;
    this.directory = directory;
  }

  /** A page, the newest first. */
  @GET
  @Policy(Who.SIGNED_IN)
  public byte[] list(
      @PathParam("entity") String entity, @PathParam("id") String id, @Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("after", "limit"));
    Access access = caller.access();
    Page<Comment> page =
        comments.list(
            access,
            entity,
            Parameters.id(id),
            parameters.text("after"),
            parameters.number("limit", PAGE));
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("items");
          for (Comment comment : page.items()) {
            write(access, comment, out);
          }
          out.writeEndArray();
          out.writeStringField("next", page.next());
          out.writeEndObject();
        });
  }

  /** Says something: {@code {"text","mentions":[user id]}}. */
  @POST
  @Policy(Who.SIGNED_IN)
  public Response add(
      @PathParam("entity") String entity,
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @Nullable ObjectNode body) {
    Access access = caller.access();
    Comment added = comments.add(access, entity, Parameters.id(id), draft(body), idempotencyKey);
    return Response.status(Response.Status.CREATED).entity(answer(access, added)).build();
  }

  /** Changes an own comment. */
  @PATCH
  @Path("{comment}")
  @Policy(Who.SIGNED_IN)
  public byte[] edit(
      @PathParam("entity") String entity,
      @PathParam("id") String id,
      @PathParam("comment") String comment,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable ObjectNode body) {
    Access access = caller.access();
    Draft draft = draft(body);
    return answer(
        access,
        comments.edit(
            access,
            entity,
            Parameters.id(id),
            Parameters.id(comment),
            Parameters.version(ifMatch),
            draft));
  }

  /** Takes back an own comment. */
  @DELETE
  @Path("{comment}")
  @Policy(Who.SIGNED_IN)
  public void delete(
      @PathParam("entity") String entity,
      @PathParam("id") String id,
      @PathParam("comment") String comment) {
    comments.delete(caller.access(), entity, Parameters.id(id), Parameters.id(comment));
  }

  private static Draft draft(@Nullable ObjectNode body) {
    ObjectNode present = Bodies.present(body);
    Bodies.only(present, "", Set.of("text", "mentions"));
    List<UUID> mentions =
        present.has("mentions")
            ? Bodies.texts(present, "mentions").stream().map(Parameters::id).toList()
            : List.of();
    return new Draft(Bodies.text(present, "", "text"), mentions);
  }

  private byte[] answer(Access access, Comment comment) {
    return JsonAnswers.of(out -> write(access, comment, out));
  }

  private void write(Access access, Comment comment, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", comment.id().toString());
    out.writeNumberField("version", comment.version());
    out.writeStringField("at", ValueJson.text(comment.createdAt()));
    out.writeFieldName("by");
    person(comment.author(), out);
    out.writeStringField("text", comment.text());
    out.writeArrayFieldStart("mentions");
    for (UUID person : comment.mentions()) {
      person(person, out);
    }
    out.writeEndArray();
    out.writeBooleanField("edited", comment.editedAt() != null);
    out.writeBooleanField("own", comment.author().equals(access.userId()));
    out.writeEndObject();
  }

  private void person(UUID id, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", id.toString());
    out.writeStringField("label", Objects.requireNonNullElse(directory.userName(id), ""));
    out.writeEndObject();
  }
}
