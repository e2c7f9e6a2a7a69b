package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.auth.SecondFactors;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person's own second factor. Whoever holds the session only cannot change it: it takes the
 * password.
 */
@Path("/api/me/second-factor")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OwnSecondFactorResource {

  private final Caller caller;
  private final SecondFactors factors;
  private final ObjectMapper mapper;

  /** Of the caller. */
  @Inject
  public OwnSecondFactorResource(Caller caller, SecondFactors factors, ObjectMapper mapper) {
    this.caller = caller;
    this.factors = factors;
    this.mapper = mapper;
  }

  /** The own password. */
  public record PasswordRequest(@Nullable String password) {}

  /** A code of the app. */
  public record CodeRequest(@Nullable String code) {}

  /** Whether there is one, must be one, and how many recovery codes are left. */
  @GET
  @Policy(value = Who.PERSON, evenWhenDue = true)
  public ObjectNode state() {
    SecondFactors.State state = factors.state(caller.identity().user());
    return mapper
        .createObjectNode()
        .put("on", state.isOn())
        .put("demanded", state.isDemanded())
        .put("recoveryCodes", state.recoveryCodes());
  }

  /** A secret for an app; it counts once a code of it is confirmed. */
  @POST
  @Policy(value = Who.PERSON, evenWhenDue = true)
  public ObjectNode propose(@Nullable PasswordRequest request) {
    SecondFactors.Proposal proposal = factors.propose(caller.identity(), password(request));
    return mapper
        .createObjectNode()
        .put("secret", proposal.secret())
        .put("address", proposal.address());
  }

  /** Lets it count; the recovery codes are in this answer only. */
  @POST
  @Path("confirm")
  @Policy(value = Who.PERSON, evenWhenDue = true)
  public ObjectNode confirm(@Nullable CodeRequest request) {
    String code = Bodies.present(Bodies.present(request).code());
    return codes(factors.confirm(caller.identity(), code));
  }

  /** New recovery codes; the old ones are good no more. */
  @POST
  @Path("recovery-codes")
  @Policy(Who.PERSON)
  public ObjectNode renewCodes(@Nullable PasswordRequest request) {
    return codes(factors.renewCodes(caller.identity(), password(request)));
  }

  /** Gives it up. */
  @POST
  @Path("end")
  @Policy(Who.PERSON)
  public void end(@Nullable PasswordRequest request) {
    factors.end(caller.identity(), password(request));
  }

  private static String password(@Nullable PasswordRequest request) {
    return Bodies.present(Bodies.present(request).password());
  }

  private ObjectNode codes(List<String> codes) {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("recoveryCodes");
    codes.forEach(items::add);
    return answer;
  }
}
