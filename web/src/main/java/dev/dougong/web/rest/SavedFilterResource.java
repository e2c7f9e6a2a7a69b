package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.access.SavedFilters;
import dev.dougong.engine.access.SavedFilters.SavedFilter;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.NearNames;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.ReaderScope;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Filters that a person keeps; stored with fields by id, shown with the keys of today. */
@Path("/api/saved-filters")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SavedFilterResource {

  private static final int NAME_LENGTH = 60;

  private final Caller caller;
  private final SavedFilters filters;
  private final Expressions expressions;
  private final ObjectMapper mapper;

  /** Over the stored filters. */
  @Inject
  public SavedFilterResource(
      Caller caller, SavedFilters filters, Expressions expressions, ObjectMapper mapper) {
    this.caller = caller;
    this.filters = filters;
    this.expressions = expressions;
    this.mapper = mapper;
  }

  /** A filter as people see it. */
  public record FilterRequest(
      @Nullable String entity,
      @Nullable String name,
      @Nullable String filter,
      @Nullable List<String> columns,
      @Nullable List<String> sort,
      @Nullable Boolean shared) {}

  /** Own filters and shared ones, as far as the reader may use them. */
  @GET
  @Policy(Who.SIGNED_IN)
  public ObjectNode list(@Context UriInfo uri) {
    String wanted = new Parameters(uri.getQueryParameters(), Set.of("entity")).text("entity");
    Access access = caller.access();
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (SavedFilter filter : filters.list(caller.identity().user().id())) {
      for (Entity entity : access.metadata().entities()) {
        if (entity.id() == filter.entity()
            && (wanted == null || entity.key().equals(wanted))
            && !access.entity(entity).isNone()) {
          @Nullable ObjectNode shown = show(access, entity, filter);
          if (shown != null) {
            items.add(shown);
          }
        }
      }
    }
    answer.putNull("next");
    return answer;
  }

  /** Makes or changes a filter of one's own. */
  @PUT
  @Path("{id}")
  @Policy(Who.SIGNED_IN)
  public ObjectNode save(@PathParam("id") String id, @Nullable FilterRequest request) {
    FilterRequest given = Bodies.present(request);
    UUID user = caller.identity().user().id();
    Access access = caller.access();
    Entity entity = access.metadata().entity(Bodies.present(given.entity()));
    if (access.entity(entity).isNone()) {
      throw new AccessException(Problem.of("notFound"));
    }
    String name = given.name() == null ? "" : given.name();
    if (name.isBlank() || name.length() > NAME_LENGTH) {
      throw new InputException(Problem.at("/name", "access.badName").with("limit", NAME_LENGTH));
    }
    ObjectNode content = mapper.createObjectNode();
    if (given.filter() != null && !given.filter().isBlank()) {
      Expression filter =
          expressions
              .check(given.filter(), new ReaderScope(access, entity), ValueType.BOOLEAN)
              .orThrow();
      content.set("filter", expressions.toJson(filter));
    }
    content.set("columns", ids(access, entity, given.columns(), "/columns"));
    content.set("sort", ids(access, entity, given.sort(), "/sort"));
    SavedFilter filter =
        new SavedFilter(
            Parameters.id(id),
            user,
            entity.id(),
            name,
            content,
            Boolean.TRUE.equals(given.shared()));
    filters.save(filter);
    return Bodies.present(show(access, entity, filter));
  }

  /** Forgets a filter of one's own. */
  @DELETE
  @Path("{id}")
  @Policy(Who.SIGNED_IN)
  public void delete(@PathParam("id") String id) {
    filters.delete(Parameters.id(id), caller.identity().user().id());
  }

  private ArrayNode ids(Access access, Entity entity, @Nullable List<String> keys, String place) {
    ArrayNode ids = mapper.createArrayNode();
    for (String written : keys == null ? List.<String>of() : keys) {
      String key = written.startsWith("-") ? written.substring(1) : written;
      Field field = entity.field(key);
      if (field == null || access.field(entity, field) == FieldAccess.HIDDEN) {
        throw new InputException(
            Problem.at(place + "/" + ids.size(), "query.unknownField")
                .with("value", key)
                .near(NearNames.near(key, new ReaderScope(access, entity).keys())));
      }
      ids.add(written.startsWith("-") ? -field.id() : field.id());
    }
    return ids;
  }

  private @Nullable ObjectNode show(Access access, Entity entity, SavedFilter filter) {
    ObjectNode node = mapper.createObjectNode();
    node.put("id", filter.id().toString());
    node.put("entity", entity.key());
    node.put("name", filter.name());
    node.put("filter", "");
    JsonNode tree = filter.content().path("filter");
    if (tree.isObject()) {
      Expression expression = expressions.fromJson(tree);
      if (!SnapshotWriter.isReadable(access, entity, expressions, expression)) {
        return null;
      }
      node.put("filter", expressions.print(expression, new ReaderScope(access, entity)));
    }
    node.set("columns", keys(access, entity, filter.content().path("columns")));
    node.set("sort", keys(access, entity, filter.content().path("sort")));
    node.put("shared", filter.isShared());
    node.put("own", filter.user().equals(caller.identity().user().id()));
    return node;
  }

  private ArrayNode keys(Access access, Entity entity, JsonNode ids) {
    ArrayNode keys = mapper.createArrayNode();
    for (JsonNode id : ids) {
      Field field = entity.findField(Math.abs(id.intValue()));
      if (field != null && access.field(entity, field) != FieldAccess.HIDDEN) {
        keys.add(id.intValue() < 0 ? "-" + field.key() : field.key());
      }
    }
    return keys;
  }
}
