package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.comment.Comments;
import dev.dougong.engine.comment.Comments.Page;
import dev.dougong.engine.comment.Mention;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Comments that mention the caller. */
@Path("/api/mentions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MentionResource {

  private static final int PAGE = 30;

  private final Caller caller;
  private final Comments comments;
  private final Directory directory;

  /** Over the comments of the workspace. */
  @Inject
  public MentionResource(Caller caller, Comments comments, Directory directory) {
    this.caller = caller;
    this.comments = comments;
    this.directory = directory;
  }

  /** A page, the newest first; only of records that the caller may read now. */
  @GET
  @Policy(Who.SIGNED_IN)
  public byte[] list(@Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("after", "limit"));
    Page<Mention> page =
        comments.mentions(
            caller.access(), parameters.text("after"), parameters.number("limit", PAGE));
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("items");
          for (Mention mention : page.items()) {
            out.writeStartObject();
            out.writeStringField("comment", mention.comment().toString());
            out.writeStringField("entity", mention.entity());
            out.writeStringField("record", mention.record().toString());
            out.writeStringField("title", mention.title());
            String name = directory.userName(mention.author());
            out.writeStringField("by", Objects.requireNonNullElse(name, ""));
            out.writeStringField("text", mention.text());
            out.writeStringField("at", ValueJson.text(mention.at()));
            out.writeBooleanField("seen", mention.isSeen());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeStringField("next", page.next());
          out.writeEndObject();
        });
  }

  /** Notes that mentions were seen: {@code {"comments":[id]}}. */
  @POST
  @Path("seen")
  @Policy(Who.SIGNED_IN)
  public void seen(@Nullable ObjectNode body) {
    ObjectNode present = Bodies.present(body);
    Bodies.only(present, "", Set.of("comments"));
    comments.seen(
        caller.access(),
        Bodies.texts(present, "comments").stream().limit(1_000).map(Parameters::id).toList());
  }
}
