package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.OrgUnit;
import dev.dougong.engine.access.OrgUnits;
import dev.dougong.engine.access.User;
import dev.dougong.report.dashboard.Dashboards;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Identity;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.workspace.Workspaces;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** The person who is signed in, and what the shell shows to them. */
@Path("/api/me")
@Produces(MediaType.APPLICATION_JSON)
public final class MeResource {

  private final Caller caller;
  private final Workspaces workspaces;
  private final OrgUnits units;
  private final Dashboards dashboards;
  private final ObjectMapper mapper;

  /** Of the caller. */
  @Inject
  public MeResource(
      Caller caller,
      Workspaces workspaces,
      OrgUnits units,
      Dashboards dashboards,
      ObjectMapper mapper) {
    this.caller = caller;
    this.workspaces = workspaces;
    this.units = units;
    this.dashboards = dashboards;
    this.mapper = mapper;
  }

  /** Who I am. */
  @GET
  @Policy(value = Who.SIGNED_IN, evenWhenDue = true)
  public ObjectNode me() {
    Identity identity = caller.identity();
    Access access = caller.access();
    ObjectNode me = mapper.createObjectNode();
    User user = identity.user();
    ObjectNode person = me.putObject("user");
    person.put("id", user.id().toString());
    person.put("username", user.username());
    person.put("name", user.name());
    @Nullable OrgUnit unit = user.orgUnit() == null ? null : units.find(user.orgUnit());
    if (unit == null) {
      person.putNull("orgUnit");
    } else {
      ObjectNode node = person.putObject("orgUnit");
      node.put("id", unit.id().toString());
      node.put("key", unit.key());
      node.put("label", unit.label().in(caller.locale(), unit.key()));
    }
    ArrayNode roles = me.putArray("roles");
    identity.roles().stream().sorted().forEach(roles::add);
    me.put("due", identity.due() == null ? null : identity.due().id());
    me.put("language", user.language());
    me.put("workspace", workspaces.current().key());
    me.set("menus", new ReaderMenus(access, dashboards).all());
    ArrayNode apps = me.putArray("apps");
    for (ObjectNode app : access.metadata().documents("app").values()) {
      ObjectNode node = apps.addObject();
      node.set("key", app.path("key"));
      node.set("label", app.path("label"));
      node.set("timezone", app.path("timezone"));
    }
    return me;
  }
}
