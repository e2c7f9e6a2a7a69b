package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.hook.Hooks;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Addresses at which other programs deliver, and which of their secrets are set. */
@Path("/api/hooks")
@Produces(MediaType.APPLICATION_JSON)
public final class HookListResource {

  private final Caller caller;
  private final Hooks hooks;
  private final ObjectMapper mapper;

  /** Over the hooks of the workspace. */
  @Inject
  public HookListResource(Caller caller, Hooks hooks, ObjectMapper mapper) {
    this.caller = caller;
    this.hooks = hooks;
    this.mapper = mapper;
  }

  /** All, by key. */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode list() {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (Hooks.Inbound one : hooks.list(caller.access())) {
      ObjectNode item = items.addObject();
      for (String name : List.of("key", "label", "description", "entity", "protocol")) {
        item.set(name, one.document().get(name));
      }
      item.put("path", one.path());
      ArrayNode all = item.putArray("secrets");
      for (Hooks.Held secret : one.secrets()) {
        all.addObject()
            .put("name", secret.name())
            .put("isOptional", secret.isOptional())
            .put("isSet", secret.isSet());
      }
    }
    answer.putNull("next");
    return answer;
  }
}
