package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.auth.SecondFactors;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who must have a second factor; for administrators. */
@Path("/api/second-factor-demand")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SecondFactorDemandResource {

  private final SecondFactors factors;
  private final RoleNames roles;
  private final ObjectMapper mapper;

  /** Over the stored second factors. */
  @Inject
  public SecondFactorDemandResource(SecondFactors factors, RoleNames roles, ObjectMapper mapper) {
    this.factors = factors;
    this.roles = roles;
    this.mapper = mapper;
  }

  /** Roles whose people must have one. */
  public record DemandRequest(@Nullable List<String> roles) {}

  /** The roles that must have one. */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode demanded() {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("roles");
    new TreeSet<>(factors.demanded()).forEach(items::add);
    return answer;
  }

  /** Exactly these roles from now on; who has none has to set it up before anything else. */
  @PUT
  @Policy(Who.ADMIN)
  public ObjectNode demand(@Nullable DemandRequest request) {
    factors.demand(roles.known(Bodies.present(Bodies.present(request).roles())));
    return demanded();
  }
}
