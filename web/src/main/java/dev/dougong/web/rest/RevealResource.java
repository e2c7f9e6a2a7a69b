package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.reveal.Reveals;
import dev.dougong.engine.reveal.Reveals.Noted;
import dev.dougong.engine.reveal.Reveals.Revealed;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Uncovers masked values, one at a time, and tells who did. */
@Path("/api/data/{entity}/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class RevealResource {

  private static final int LATEST = 100;

  private final Caller caller;
  private final Reveals reveals;
  private final Directory directory;

  /** Over the records. */
  @Inject
  public RevealResource(Caller caller, Reveals reveals, Directory directory) {
    this.caller = caller;
    this.reveals = reveals;
    this.directory = directory;
  }

  /** Uncovers a value: {@code {"field"}} becomes {@code {"value","shown"}}. */
  @POST
  @Path("reveal")
  @Consumes(MediaType.APPLICATION_JSON)
  @Policy(Who.SIGNED_IN)
  public byte[] reveal(
      @PathParam("entity") String entity, @PathParam("id") String id, @Nullable ObjectNode body) {
    ObjectNode present = Bodies.present(body);
    Bodies.only(present, "", Set.of("field"));
    Revealed found =
        reveals.reveal(
            caller.access(), entity, Parameters.id(id), Bodies.text(present, "", "field"));
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          out.writeStringField("value", found.value());
          out.writeStringField("shown", found.shown());
          out.writeEndObject();
        });
  }

  /** Who uncovered values of the record, the newest first, at most a hundred. */
  @GET
  @Path("reveals")
  @Policy(Who.SIGNED_IN)
  public byte[] list(@PathParam("entity") String entity, @PathParam("id") String id) {
    Access access = caller.access();
    var noted = reveals.of(access, entity, Parameters.id(id), LATEST);
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("items");
          for (Noted one : noted) {
            out.writeStartObject();
            out.writeStringField("at", ValueJson.text(one.at()));
            out.writeObjectFieldStart("by");
            out.writeStringField("id", one.user().toString());
            out.writeStringField("label", directory.userName(one.user()));
            out.writeEndObject();
            out.writeStringField("field", one.field());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }
}
