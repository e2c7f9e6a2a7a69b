package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.access.WrappedAccess;
import dev.dougong.engine.definition.RoleDefinition;
import dev.dougong.engine.definition.RoleDefinition.EntityRights;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.RecordRights;
import dev.dougong.engine.query.RecordRights.Verdict;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody can, or cannot, see and change a record: each role of the person asked alone, by the
 * code that decides every read and write. For administrators.
 */
@Path("/api/users/{id}/rights/{entity}/{record}")
@Produces(MediaType.APPLICATION_JSON)
public final class UserRightsResource {

  private final Caller caller;
  private final Users users;
  private final AccessSource accesses;
  private final RecordRights rights;
  private final ObjectMapper mapper;

  /** Over the records. */
  @Inject
  public UserRightsResource(
      Caller caller, Users users, AccessSource accesses, RecordRights rights, ObjectMapper mapper) {
    this.caller = caller;
    this.users = users;
    this.accesses = accesses;
    this.rights = rights;
    this.mapper = mapper;
  }

  /** The rights of some of a person's roles, for the person with all of them. */
  private record OneRole(Access inner, Access alone) implements WrappedAccess {
    @Override
    public EntityAccess entity(Entity entity) {
      return alone.entity(entity);
    }
  }

  /** The verdict, and what each role says to it. */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode explain(
      @PathParam("id") String id,
      @PathParam("entity") String key,
      @PathParam("record") String record) {
    @Nullable User user = users.find(Parameters.id(id));
    if (user == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    Access access = accesses.of(user, user.roles(), caller.locale());
    @Nullable Entity entity = access.metadata().findEntity(key);
    UUID recordId = Parameters.id(record);
    @Nullable Verdict verdict = entity == null ? null : rights.of(access, entity, recordId);
    if (entity == null || verdict == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    ObjectNode answer = mapper.createObjectNode();
    answer.put("active", user.isActive());
    answer.put("admin", user.isAdmin());
    put(answer, verdict);
    answer.put("deleted", verdict.isDeleted());
    ArrayNode roles = answer.putArray("roles");
    for (RoleDefinition role : reached(access, user.roles())) {
      Access alone = accesses.of(user, Set.of(role.key()), caller.locale());
      @Nullable Verdict said = rights.of(new OneRole(access, alone), entity, recordId);
      if (said != null) {
        ObjectNode item = roles.addObject();
        item.put("key", role.key());
        item.put("label", role.label().in(caller.locale(), role.key()));
        item.put("own", user.roles().contains(role.key()));
        put(item, said);
        rules(item.putObject("rules"), role.entities().get(key));
      }
    }
    fields(answer, access.entity(entity), entity);
    return answer;
  }

  private static void put(ObjectNode node, Verdict verdict) {
    node.put("read", verdict.mayRead());
    node.put("update", verdict.mayUpdate());
    node.put("delete", verdict.mayDelete());
  }

  private static void rules(ObjectNode node, @Nullable EntityRights rights) {
    node.put("read", rights == null ? "false" : rights.read());
    node.put("update", rights == null ? "false" : rights.update());
    node.put("delete", rights == null ? "false" : rights.delete());
  }

  private void fields(ObjectNode answer, EntityAccess access, Entity entity) {
    ArrayNode hidden = answer.putArray("hidden");
    ArrayNode masked = answer.putArray("masked");
    ArrayNode readOnly = answer.putArray("readOnly");
    for (Field field : entity.fields()) {
      FieldAccess right = access.field(field);
      String label = field.definition().label().in(caller.locale(), field.key());
      if (access.isMasked(field)) {
        masked.add(label);
      } else if (right == FieldAccess.HIDDEN) {
        hidden.add(label);
      } else if (right == FieldAccess.READ && field.isWritable()) {
        readOnly.add(label);
      }
    }
  }

  /** The roles of a person and those that these include, each once. */
  private static Iterable<RoleDefinition> reached(Access access, Set<String> roles) {
    List<RoleDefinition> reached = new ArrayList<>();
    for (String key : access.metadata().withIncluded(new TreeSet<>(roles))) {
      @Nullable RoleDefinition role = access.metadata().roles().get(key);
      if (role != null) {
        reached.add(role);
      }
    }
    return reached;
  }
}
