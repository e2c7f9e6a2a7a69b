package dev.dougong.web.rest;

import dev.dougong.engine.access.ApiKeyStore.ApiKey;
import dev.dougong.web.auth.ApiKeys;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A person's own API keys. */
@Path("/api/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ApiKeyResource {

  private final Caller caller;
  private final ApiKeys keys;

  /** Over the stored keys. */
  @Inject
  public ApiKeyResource(Caller caller, ApiKeys keys) {
    this.caller = caller;
    this.keys = keys;
  }

  /** A key to make. */
  public record NewKeyRequest(@Nullable String label, @Nullable List<String> roles) {}

  /** Makes a key; its secret is in this answer only. */
  @POST
  @Policy(Who.PERSON)
  public Response create(@Nullable NewKeyRequest request) {
    NewKeyRequest given = Bodies.present(request);
    ApiKeys.NewKey key =
        keys.create(
            caller.identity(),
            given.label() == null ? "" : given.label(),
            given.roles() == null ? List.of() : given.roles());
    byte[] body =
        JsonAnswers.of(
            out -> {
              out.writeStartObject();
              out.writeStringField("id", key.id().toString());
              out.writeStringField("key", key.secret());
              out.writeEndObject();
            });
    return Response.status(Response.Status.CREATED).entity(body).build();
  }

  /** The keys, without their secrets. */
  @GET
  @Policy(Who.PERSON)
  public byte[] list() {
    List<ApiKey> found = keys.list(caller.identity().user().id());
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("items");
          for (ApiKey key : found) {
            out.writeStartObject();
            out.writeStringField("id", key.id().toString());
            out.writeStringField("label", key.label());
            out.writeArrayFieldStart("roles");
            for (String role : new TreeSet<>(key.roles())) {
              out.writeString(role);
            }
            out.writeEndArray();
            out.writeStringField("createdAt", key.createdAt().toString());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeNullField("next");
          out.writeEndObject();
        });
  }

  /** Revokes a key. */
  @DELETE
  @Path("{id}")
  @Policy(Who.PERSON)
  public void revoke(@PathParam("id") String id) {
    keys.revoke(Parameters.id(id), caller.identity().user().id());
  }
}
