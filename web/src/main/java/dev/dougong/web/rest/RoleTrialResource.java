package dev.dougong.web.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.ListQuery;
import dev.dougong.engine.query.RecordQueries;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records as people of a role would read them, for who designs forms and roles. */
@Path("/api/meta/trials/{role}/{entity}")
@Produces(MediaType.APPLICATION_JSON)
public final class RoleTrialResource {

  private static final Set<String> LIST = Set.of("person", "limit", "after");
  private static final int PAGE = 20;

  private final Caller caller;
  private final AccessSource rights;
  private final RecordQueries queries;
  private final Users users;

  /** Over the records and the people. */
  @Inject
  public RoleTrialResource(Caller caller, AccessSource rights, RecordQueries queries, Users users) {
    this.caller = caller;
    this.rights = rights;
    this.queries = queries;
    this.users = users;
  }

  /**
   * What the role, and it alone, allows: {@code {"create","export","import","reveal", "fields":
   * {"<key>": "hidden|masked|read|write"}, "records": <a page of the list>}}, as the person of the
   * parameter {@code person} with their place, or as the caller's own; 404 where nothing is
   * allowed.
   */
  @GET
  @Policy(Who.ADMIN)
  public byte[] list(
      @PathParam("role") String role, @PathParam("entity") String entity, @Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), LIST);
    @Nullable UUID person = parameters.record("person");
    @Nullable User as = person == null ? caller.identity().user() : users.find(person);
    if (as == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    Access access = access(as, role);
    Entity known = access.metadata().entity(entity);
    if (known == null || access.entity(known).isNone()) {
      throw new AccessException(Problem.of("notFound"));
    }
    ListQuery query =
        RecordResource.query(
            entity, parameters, parameters.number("limit", PAGE), parameters.text("after"), false);
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          writeRights(access.entity(known), known, out);
          out.writeFieldName("records");
          queries.list(access, query, out);
          out.writeEndObject();
        });
  }

  private static void writeRights(EntityAccess allowed, Entity entity, JsonGenerator out)
      throws IOException {
    out.writeBooleanField("create", allowed.mayCreate());
    out.writeBooleanField("export", allowed.mayExport());
    out.writeBooleanField("import", allowed.mayImport());
    out.writeBooleanField("reveal", allowed.mayReveal());
    out.writeObjectFieldStart("fields");
    for (Field field : entity.allFields()) {
      out.writeStringField(
          field.key(),
          allowed.isMasked(field)
              ? "masked"
              : allowed.field(field).name().toLowerCase(Locale.ROOT));
    }
    out.writeEndObject();
  }

  /** The record with what that role may see, as the caller's own person and place; 404 if none. */
  @GET
  @Path("{id}")
  @Policy(Who.ADMIN)
  public byte[] read(
      @PathParam("role") String role,
      @PathParam("entity") String entity,
      @PathParam("id") String id) {
    UUID record = Parameters.id(id);
    Access access = access(caller.identity().user(), role);
    return JsonAnswers.of(out -> queries.read(access, entity, record, out));
  }

  private Access access(User user, String role) {
    Access access = rights.of(user, Set.of(role), caller.locale());
    if (!access.metadata().roles().containsKey(role)) {
      throw new AccessException(Problem.of("notFound"));
    }
    return access;
  }
}
