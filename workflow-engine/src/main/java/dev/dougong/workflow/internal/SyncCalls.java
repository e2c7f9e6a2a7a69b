package dev.dougong.workflow.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Connector;
import dev.dougong.workflow.message.Connectors;
import dev.dougong.workflow.outgoing.OutgoingAddress;
import dev.dougong.workflow.outgoing.OutgoingCall;
import dev.dougong.workflow.outgoing.OutgoingException;
import dev.dougong.workflow.outgoing.OutgoingHttp;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

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
    if (connector == null || connector.address() == null || !connector.channel().isCallable()) {
      throw new SyncFault(Problem.of("message.noConnector").with("value", key), false);
    }
    Map<String, String> values = Map.of();
    try {
      values = secrets.open(system.metadata(), connector);
      check(values);
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
      Channel.Authority authority =
          new Channel.Authority(
              UUID.nameUUIDFromBytes(request.id().getBytes(StandardCharsets.UTF_8)),
              request.body(),
              connector.settings(),
              values,
              system.evaluation().now());
      return read(http.send(connector.channel().authorize(call, authority)), values);
    } catch (OutgoingException e) {
      throw new SyncFault(e.problem(), e.isPassing());
    } catch (ConflictException | InputException e) {
      throw new SyncFault(e.problems().get(0), false);
    }
  }

  private static void check(Map<String, String> secrets) {
    for (String secret : secrets.values()) {
      if (!secret.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
        throw new ConflictException(Problem.of("sync.badSecret"));
      }
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
