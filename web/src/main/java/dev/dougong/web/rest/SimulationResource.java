package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.Publishing;
import dev.dougong.engine.problem.InputException;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.simulation.Simulations;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a workflow would do, with no effect; the published one or its draft. */
@Path("/api/workflows/{key}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SimulationResource {

  private static final int USUAL = 500;

  private final Caller caller;
  private final Simulations simulations;
  private final Publishing publishing;
  private final ExecutionJson json;
  private final ObjectMapper mapper;

  /** Over the simulations of the workspace. */
  @Inject
  public SimulationResource(
      Caller caller,
      Simulations simulations,
      Publishing publishing,
      ExecutionJson json,
      ObjectMapper mapper) {
    this.caller = caller;
    this.simulations = simulations;
    this.publishing = publishing;
    this.json = json;
    this.mapper = mapper;
  }

  /**
   * Days that are past.
   *
   * @param to absent means now
   * @param draft whether the draft is meant
   * @param limit runs at the most, 500 where absent
   */
  public record SimulateRequest(
      @Nullable OffsetDateTime from,
      @Nullable OffsetDateTime to,
      @Nullable Boolean draft,
      @Nullable Integer limit) {}

  /** What it would have done in days that are past. */
  @POST
  @Path("simulate")
  @Policy(Who.ADMIN)
  public ObjectNode simulate(@PathParam("key") String key, @Nullable SimulateRequest request) {
    SimulateRequest present = Bodies.present(request);
    Instant from = Bodies.present(present.from()).toInstant();
    Instant to =
        present.to() == null ? caller.access().evaluation().now() : present.to().toInstant();
    int wanted = present.limit() == null ? USUAL : present.limit();
    int limit = Math.max(1, Math.min(Simulations.MOST, wanted));
    Simulations.Report report =
        simulations.simulate(
            caller.access(),
            metadata(key, present.draft()),
            new Simulations.Request(key, from, to, limit));
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    report.runs().forEach(run -> items.add(json.simulated(run, false, caller.locale())));
    answer.put("truncated", report.isTruncated());
    return answer;
  }

  /** About which record it is tried out, where it is about one. */
  public record TryRequest(@Nullable UUID record, @Nullable Boolean draft) {}

  /** What it would do now, as far as nobody has to answer. */
  @POST
  @Path("try-out")
  @Policy(Who.ADMIN)
  public ObjectNode tryOut(@PathParam("key") String key, @Nullable TryRequest request) {
    TryRequest present = Bodies.present(request);
    Simulations.Run run =
        simulations.tryOut(caller.access(), metadata(key, present.draft()), key, present.record());
    return json.simulated(run, true, caller.locale());
  }

  /** The snapshot with the workflow that is meant; a draft that is wrong is refused. */
  private Metadata metadata(String key, @Nullable Boolean isDraft) {
    if (!Boolean.TRUE.equals(isDraft)) {
      return caller.access().metadata();
    }
    Publishing.Preview preview = publishing.preview(List.of(new Document.Name("workflow", key)));
    if (!preview.problems().isEmpty()) {
      throw new InputException(preview.problems());
    }
    return preview.metadata();
  }
}
