package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.query.AggregateQueries;
import dev.dougong.engine.query.AggregateQuery;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Aggregates over records. */
@Path("/api/query")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class QueryResource {

  private final Caller caller;
  private final AggregateQueries queries;

  /** Over the read path. */
  @Inject
  public QueryResource(Caller caller, AggregateQueries queries) {
    this.caller = caller;
    this.queries = queries;
  }

  /** Groups and measures. */
  @POST
  @Policy(Who.SIGNED_IN)
  public byte[] query(@Nullable JsonNode body) {
    Access access = caller.access();
    AggregateQuery query = AggregateQuery.parse(body);
    return JsonAnswers.of(out -> queries.query(access, query, out));
  }
}
