package dev.dougong.web.rest;

import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.auth.SecondFactors;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** The way out for whom the second factor is lost; for administrators. */
@Path("/api/users/{id}/second-factor")
@Produces(MediaType.APPLICATION_JSON)
public final class UserSecondFactorResource {

  private final Users users;
  private final SecondFactors factors;

  /** Over the stored second factors. */
  @Inject
  public UserSecondFactorResource(Users users, SecondFactors factors) {
    this.users = users;
    this.factors = factors;
  }

  /** Takes that of a person away, whose device and recovery codes are lost. */
  @DELETE
  @Policy(Who.ADMIN)
  public void remove(@PathParam("id") String id) {
    @Nullable User user = users.find(Parameters.id(id));
    if (user == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    factors.remove(user.id());
  }
}
