package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.hook.HookProtocol;
import dev.dougong.workflow.hook.Hooks;
import dev.dougong.workflow.message.WebhookSignature;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What other programs deliver, signed. Whoever knows the secret of a hook may call it. */
@Path("/api/hooks/{key}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class HookResource {

  private final Caller caller;
  private final Hooks hooks;
  private final ObjectMapper mapper;

  /** Over the hooks of the workspace. */
  @Inject
  public HookResource(Caller caller, Hooks hooks, ObjectMapper mapper) {
    this.caller = caller;
    this.hooks = hooks;
    this.mapper = mapper;
  }

  /** Takes a delivery, once for each id. */
  @POST
  @Policy(Who.ANYBODY)
  public ObjectNode take(
      @PathParam("key") String key,
      @HeaderParam(WebhookSignature.ID) @Nullable String id,
      @HeaderParam(WebhookSignature.TIMESTAMP) @Nullable String timestamp,
      @HeaderParam(WebhookSignature.SIGNATURE) @Nullable String signature,
      @Nullable String body) {
    String text = body == null ? "" : body;
    var record = hooks.take(key, new Hooks.Delivery(id, timestamp, signature, text));
    return mapper.createObjectNode().put("record", record.toString());
  }

  /** Takes a call of a protocol of its own; the answer is what the other system wants to hear. */
  @POST
  @Path("{protocol}")
  @Policy(Who.ANYBODY)
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.TEXT_PLAIN)
  public String call(
      @PathParam("key") String key,
      @PathParam("protocol") String protocol,
      @Context UriInfo uri,
      @Nullable String body) {
    return hooks.call(key, protocol, call(uri, false, body == null ? "" : body));
  }

  /** Answers a call that only asks whether this is the right place. */
  @GET
  @Path("{protocol}")
  @Policy(Who.ANYBODY)
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.TEXT_PLAIN)
  public String ask(
      @PathParam("key") String key, @PathParam("protocol") String protocol, @Context UriInfo uri) {
    return hooks.call(key, protocol, call(uri, true, ""));
  }

  private static HookProtocol.Call call(UriInfo uri, boolean isQuestion, String body) {
    Map<String, String> query = new HashMap<>();
    uri.getQueryParameters().forEach((name, values) -> query.put(name, values.get(0)));
    return new HookProtocol.Call(isQuestion, query, body);
  }

  /** Sets or replaces a secret of a hook with a protocol of its own. */
  @PUT
  @Path("secrets/{name}")
  @Policy(Who.ADMIN)
  public void putNamed(
      @PathParam("key") String key,
      @PathParam("name") String name,
      ConnectorResource.@Nullable SecretRequest request) {
    String value = Bodies.present(Bodies.present(request).value());
    hooks.putSecret(caller.access(), key, name, value);
  }

  /** Removes one. */
  @DELETE
  @Path("secrets/{name}")
  @Policy(Who.ADMIN)
  public void removeNamed(@PathParam("key") String key, @PathParam("name") String name) {
    hooks.removeSecret(caller.access(), key, name);
  }

  /** Sets or replaces the secret. */
  @PUT
  @Path("secret")
  @Policy(Who.ADMIN)
  public void putSecret(
      @PathParam("key") String key, ConnectorResource.@Nullable SecretRequest request) {
    String value = Bodies.present(Bodies.present(request).value());
    hooks.putSecret(caller.access(), key, value);
  }
}
