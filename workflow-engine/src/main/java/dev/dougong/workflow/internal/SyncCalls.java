package dev.dougong.workflow.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.message.Connector;
import dev.dougong.workflow.message.Connectors;
import dev.dougong.workflow.message.WebhookSignature;
import dev.dougong.workflow.message.service.ServiceChannel;
import dev.dougong.workflow.outgoing.OutgoingAddress;
import dev.dougong.workflow.outgoing.OutgoingCall;
import dev.dougong.workflow.outgoing.OutgoingException;
import dev.dougong.workflow.outgoing.OutgoingHttp;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls the other system of a sync, as its connector says. Thread-safe. */
final class SyncCalls {

  private static final int LONGEST_ANSWER = 4 * 1024 * 1024;
  private static final int LONGEST_DETAIL = 200;

  private final Connectors connectors;
  private final JdbcSecrets secrets;
  private final OutgoingHttp http;

  SyncCalls(Connectors connectors, JdbcSecrets secrets, OutgoingHttp http) {
    this.connectors = connectors;
    this.secrets = secrets;
    this.http = http;
  }

  /**
   * A call.
   *
   * @param path below the address of the connector, with its query; escaped already
   * @param id the same for each try
   */
  record Request(OutgoingCall.Method method, String path, String body, String id) {}

  /**
   * The answer to a call.
   *
   * @throws SyncFault where there is none, or none that is a success in JSON
   */
  JsonNode call(Access system, String key, Request request) {
    Connector connector = connectors.find(system.metadata(), key);
    if (connector == null || connector.address() == null) {
      throw new SyncFault(Problem.of("message.noConnector").with("value", key), false);
    }
    Map<String, String> values = Map.of();
    try {
      values = secrets.open(system.metadata(), connector);
      OutgoingAddress address = connector.address().below(request.path());
      OutgoingCall call =
          OutgoingCall.of(
                  request.method(),
                  address,
                  request.method() == OutgoingCall.Method.GET ? "" : "application/json",
                  request.body())
              .longestAnswer(LONGEST_ANSWER)
              .header("Accept", "application/json")
              .header("Idempotency-Key", request.id());
      sign(system, connector, call, address, request, values.get(ServiceChannel.SECRET));
      return read(http.send(call), values);
    } catch (OutgoingException e) {
      throw new SyncFault(e.problem(), e.isPassing());
    } catch (ConflictException | InputException e) {
      throw new SyncFault(e.problems().get(0), false);
    }
  }

  private static void sign(
      Access system,
      Connector connector,
      OutgoingCall call,
      OutgoingAddress address,
      Request request,
      @Nullable String secret) {
    String way = connector.settings().path("authentication").asText("bearer");
    if (way.equals("none")) {
      return;
    }
    if (secret == null) {
      throw new ConflictException(
          Problem.of("secret.missing")
              .with("value", ServiceChannel.SECRET)
              .with("connector", connector.key()));
    }
    if (!secret.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      throw new ConflictException(Problem.of("sync.badSecret"));
    }
    switch (way) {
      case "header" -> call.header(connector.settings().path("header").asText("X-Api-Key"), secret);
      case "signature" -> {
        long seconds = system.evaluation().now().getEpochSecond();
        String what = request.method() + " " + address.path() + "\n" + request.body();
        call.header(WebhookSignature.ID, request.id())
            .header(WebhookSignature.TIMESTAMP, Long.toString(seconds))
            .header(
                WebhookSignature.SIGNATURE,
                WebhookSignature.of(secret, request.id(), seconds, what));
      }
      default -> call.header("Authorization", "Bearer " + secret);
    }
  }

  private static JsonNode read(OutgoingCall.Answer answer, Map<String, String> secrets) {
    int status = answer.status();
    if (status / 100 != 2) {
      String detail = answer.text().strip();
      for (String secret : secrets.values()) {
        detail = detail.replace(secret, "***");
      }
      if (detail.length() > LONGEST_DETAIL) {
        detail = detail.substring(0, LONGEST_DETAIL);
      }
      throw new SyncFault(
          Problem.of("sync.status")
              .with("value", status)
              .with("detail", detail.replace("\u0000", "")),
          status == 408 || status == 429 || status >= 500);
    }
    if (answer.text().isBlank()) {
      return ValueJson.mapper().createObjectNode();
    }
    try {
      return StorableJson.of(ValueJson.mapper().readTree(answer.text()));
    } catch (JsonProcessingException e) {
      throw new SyncFault(Problem.of("sync.notJson"), false);
    }
  }
}
