package dev.dougong.web.rest;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.RecordQueries;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import java.util.UUID;

/** A record as people of a role would read it, for who designs forms. */
@Path("/api/meta/trials/{role}/{entity}/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class RoleTrialResource {

  private final Caller caller;
  private final AccessSource rights;
  private final RecordQueries queries;

  /** Over the records. */
  @Inject
  public RoleTrialResource(Caller caller, AccessSource rights, RecordQueries queries) {
    this.caller = caller;
    this.rights = rights;
    this.queries = queries;
  }

  /** The record with what that role may see, as the caller's own person and place; 404 if none. */
  @GET
  @Policy(Who.ADMIN)
  public byte[] read(
      @PathParam("role") String role,
      @PathParam("entity") String entity,
      @PathParam("id") String id) {
    UUID record = Parameters.id(id);
    Access access = rights.of(caller.identity().user(), Set.of(role), caller.locale());
    if (!access.metadata().roles().containsKey(role)) {
      throw new AccessException(Problem.of("notFound"));
    }
    return JsonAnswers.of(out -> queries.read(access, entity, record, out));
  }
}
