package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.message.Accounts;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Channels;
import dev.dougong.workflow.message.Connector;
import dev.dougong.workflow.message.Connectors;
import dev.dougong.workflow.message.Messages;
import dev.dougong.workflow.secret.Secrets;
import dev.dougong.workflow.secret.Secrets.Held;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Connectors, their secrets, and trials of them. A secret goes in and never out. */
@Path("/api/connectors")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ConnectorResource {

  private final Caller caller;
  private final Channels channels;
  private final Connectors connectors;
  private final Secrets secrets;
  private final Messages messages;
  private final Accounts accounts;
  private final ObjectMapper mapper;

  /** Over the connectors of the workspace. */
  @Inject
  public ConnectorResource(
      Caller caller,
      Channels channels,
      Connectors connectors,
      Secrets secrets,
      Messages messages,
      Accounts accounts,
      ObjectMapper mapper) {
    this.caller = caller;
    this.channels = channels;
    this.connectors = connectors;
    this.secrets = secrets;
    this.messages = messages;
    this.accounts = accounts;
    this.mapper = mapper;
  }

  /** A secret; a class and no record, so that nothing tells it by accident. */
  public static final class SecretRequest {
    private @Nullable String value;

    /** Takes what the body says. */
    public void setValue(@Nullable String value) {
      this.value = value;
    }

    @Nullable String value() {
      return value;
    }
  }

  /** A message for a trial. */
  public record TrialRequest(
      @Nullable String recipient, @Nullable String title, @Nullable String body) {}

  /** What messages can be sent by, and the channels that connectors can be made of. */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode list() {
    Access access = caller.access();
    Map<String, Held> held = new HashMap<>();
    secrets.list(access).forEach(one -> held.put(one.connector() + " " + one.name(), one));
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (ObjectNode document : access.metadata().documents("connector").values()) {
      items.add(show(access, document, held));
    }
    ArrayNode all = answer.putArray("channels");
    for (String id : channels.ids()) {
      Channel channel = Objects.requireNonNull(channels.find(id));
      ObjectNode item = all.addObject().put("id", id).put("isReady", channel.isReady());
      boolean readsPerson = channel.reportReaders() == Channel.Readers.PERSON;
      item.put("hasAccounts", channel.tellsTasks() || readsPerson);
      item.put("isCallable", channel.isCallable());
      item.put("usualAddress", channel.place().usual());
      ArrayNode schemes = item.putArray("schemes");
      channel.place().schemes().forEach(schemes::add);
      item.set("schema", channel.schema());
    }
    answer.putNull("next");
    return answer;
  }

  private ObjectNode show(Access access, ObjectNode document, Map<String, Held> held) {
    String key = document.path("key").asText();
    ObjectNode item = mapper.createObjectNode().put("key", key);
    for (String name : List.of("label", "channel", "address", "settings", "price")) {
      item.set(name, document.get(name));
    }
    Connector connector = connectors.find(access.metadata(), key);
    item.put("isUsable", connector != null);
    ArrayNode all = item.putArray("secrets");
    if (connector == null) {
      return item;
    }
    for (String name : connector.channel().secrets()) {
      Held one = held.get(key + " " + name);
      ObjectNode secret = all.addObject().put("name", name);
      secret.put("isOptional", connector.channel().optionalSecrets().contains(name));
      secret.put("isSet", one != null).put("isGood", one != null && one.isGood());
      ExecutionJson.moment(secret, "setAt", one == null ? null : one.setAt());
    }
    return item;
  }

  /** Sets or replaces a secret. */
  @PUT
  @Path("{key}/secrets/{name}")
  @Policy(Who.ADMIN)
  public void put(
      @PathParam("key") String key,
      @PathParam("name") String name,
      @Nullable SecretRequest request) {
    secrets.put(caller.access(), key, name, Bodies.present(Bodies.present(request).value()));
  }

  /** Removes a secret. */
  @DELETE
  @Path("{key}/secrets/{name}")
  @Policy(Who.ADMIN)
  public void remove(@PathParam("key") String key, @PathParam("name") String name) {
    secrets.remove(caller.access(), key, name);
  }

  /** What an account is called in the app of a connector. */
  public record AccountRequest(@Nullable String account) {}

  /** What people are called in the app of a connector, where it is not their sign-in name. */
  @GET
  @Path("{key}/accounts")
  @Policy(Who.ADMIN)
  public ObjectNode accounts(@PathParam("key") String key) {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (Accounts.Entry one : accounts.list(caller.access(), key)) {
      ObjectNode item = items.addObject().put("user", one.user().toString());
      item.put("username", one.username()).put("name", one.name()).put("account", one.account());
    }
    answer.putNull("next");
    return answer;
  }

  /** Enters what a user is called there; empty takes it away. */
  @PUT
  @Path("{key}/accounts/{user}")
  @Policy(Who.ADMIN)
  public void putAccount(
      @PathParam("key") String key,
      @PathParam("user") String user,
      @Nullable AccountRequest request) {
    String account = Bodies.present(Bodies.present(request).account());
    accounts.put(caller.access(), key, Parameters.id(user), account.strip());
  }

  /** Sends a message that a person wrote, by the outbox and its gate. */
  @POST
  @Path("{key}/trial")
  @Policy(Who.ADMIN)
  public Response trial(@PathParam("key") String key, @Nullable TrialRequest request) {
    TrialRequest given = Bodies.present(request);
    if (connectors.find(caller.access().metadata(), key) == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    Channel.Message message =
        new Channel.Message(
            new UUID(0, 0),
            given.recipient() == null ? "" : given.recipient(),
            given.title() == null ? "" : given.title(),
            Bodies.present(given.body()));
    UUID id = messages.trial(caller.access(), key, message);
    return Response.status(Response.Status.CREATED)
        .entity(mapper.createObjectNode().put("id", id.toString()))
        .header("Location", "/api/messages/" + id)
        .build();
  }
}
