package dev.dougong.web.auth.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.BusyException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.workflow.outgoing.OutgoingAddress;
import dev.dougong.workflow.outgoing.OutgoingCall;
import dev.dougong.workflow.outgoing.OutgoingException;
import dev.dougong.workflow.outgoing.OutgoingHttp;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Calls to places where people have an account, by the guarded client. Thread-safe. */
@Singleton
public final class SourceCalls {

  private static final Duration LONGEST = Duration.ofSeconds(8);

  private final OutgoingHttp http;
  private final ObjectMapper mapper = new ObjectMapper();

  /** By the one client for calls to the outside. */
  @Inject
  public SourceCalls(OutgoingHttp http) {
    this.http = http;
  }

  /**
   * The body of a good answer.
   *
   * @throws BusyException {@code signInWay.unreachable} where there is none
   * @throws AccessException {@code signInWay.badAnswer} where the place refuses
   */
  public String text(OutgoingCall call, OutgoingAddress address) {
    OutgoingCall.Answer answer;
    try {
      answer = http.send(call.within(LONGEST));
    } catch (OutgoingException e) {
      throw unreachable(address, e.problem().code());
    }
    if (answer.status() >= 400 && answer.status() < 500) {
      throw bad("HTTP " + answer.status());
    }
    if (answer.status() != 200) {
      throw unreachable(address, "HTTP " + answer.status());
    }
    return answer.text();
  }

  /** The same, as JSON. */
  public JsonNode json(OutgoingCall call, OutgoingAddress address) {
    try {
      return mapper.readTree(text(call, address));
    } catch (JsonProcessingException e) {
      throw bad("JSON");
    }
  }

  /**
   * Whether a browser may be sent to that address: an encrypted one, or one that the installation
   * lists.
   */
  public boolean leadsToAPage(String text) {
    try {
      OutgoingAddress address = OutgoingAddress.parse(text);
      return address.scheme().equals("https")
          || (address.scheme().equals("http") && http.hosts().isListed(address));
    } catch (InputException e) {
      return false;
    }
  }

  private static AccessException bad(String detail) {
    return new AccessException(Problem.of("signInWay.badAnswer").with("detail", detail));
  }

  private static BusyException unreachable(OutgoingAddress address, String detail) {
    return new BusyException(
        Problem.of("signInWay.unreachable").with("place", address.place()).with("detail", detail));
  }
}
