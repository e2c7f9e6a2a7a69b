package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.sample.Samples;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sample records: what there is, and their removal. */
@Path("/api/samples")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SampleResource {

  private final Caller caller;
  private final Samples samples;
  private final ObjectMapper mapper;

  /** Over the samples of the workspace. */
  @Inject
  public SampleResource(Caller caller, Samples samples, ObjectMapper mapper) {
    this.caller = caller;
    this.samples = samples;
    this.mapper = mapper;
  }

  /**
   * What shall go.
   *
   * @param left keys of entities whose samples stay; absent means none
   * @param changed whether samples that a person changed go too
   */
  public record Removal(@Nullable List<String> left, @Nullable Boolean changed) {}

  /**
   * What there is and what would go; with {@code changed} also what a person changed, without the
   * samples of the entities in {@code left}, keys parted by commas.
   */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode look(@Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("changed", "left"));
    String left = parameters.text("left");
    return write(
        samples.look(
            caller.access(),
            new Samples.Choice(
                left == null ? Set.of() : new HashSet<>(Arrays.asList(left.split(",", -1))),
                parameters.isOn("changed"))));
  }

  /** Removes them; {@code waiting} of the answer and of {@link #look} tells how many are left. */
  @POST
  @Path("removal")
  @Policy(Who.ADMIN)
  public ObjectNode remove(@Nullable Removal request) {
    Removal removal = Bodies.present(request);
    List<String> left = removal.left();
    return write(
        samples.remove(
            caller.access(),
            new Samples.Choice(
                left == null ? Set.of() : new HashSet<>(left),
                Boolean.TRUE.equals(removal.changed()))));
  }

  private ObjectNode write(Samples.Standing standing) {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (Samples.OfEntity one : standing.entities()) {
      items
          .addObject()
          .put("entity", one.entity())
          .put("removable", one.removable())
          .put("changed", one.changed())
          .put("needed", one.needed());
    }
    answer.put("waiting", standing.waiting()).putNull("next");
    return answer;
  }
}
