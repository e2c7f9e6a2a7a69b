package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.publish.Conversions;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Tells before a field gets another type what would become of its values. */
@Path("/api/meta/conversions/{entity}/{field}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ConversionResource {

  private final Conversions conversions;
  private final ObjectMapper mapper;

  /** Over the stored values. */
  @Inject
  public ConversionResource(Conversions conversions, ObjectMapper mapper) {
    this.conversions = conversions;
    this.mapper = mapper;
  }

  /** Types to which the values can be converted. */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode types(@PathParam("entity") String entity, @PathParam("field") String field) {
    ObjectNode answer = mapper.createObjectNode();
    conversions.types(entity, field).forEach(answer.putArray("types")::add);
    return answer;
  }

  /** What would become of the values; the body is the field as the entity's document would say. */
  @POST
  @Policy(Who.ADMIN)
  public ObjectNode trial(
      @PathParam("entity") String entity,
      @PathParam("field") String field,
      @Nullable ObjectNode definition) {
    Conversions.Trial trial = conversions.trial(entity, field, Bodies.present(definition));
    ObjectNode answer = mapper.createObjectNode();
    answer.put("tried", trial.tried()).put("more", trial.isCut());
    answer.put("lost", trial.lost()).put("kept", trial.isKept());
    trial.samples().forEach(answer.putArray("samples")::add);
    trial.values().forEach(answer.putArray("values")::add);
    return answer;
  }
}
