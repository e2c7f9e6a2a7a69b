package dev.dougong.workflow.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A way in which another system delivers what is not signed as Standard Webhooks are. Found by
 * {@code Instance<HookProtocol>}; stateless and thread-safe. Open: nothing else learns its name.
 */
public interface HookProtocol {

  /** Id in documents and addresses, lowerCamelCase; never changes. */
  String id();

  /** Properties and {@code required} of the settings that a hook gives it. */
  ObjectNode schema();

  /** Names of the secrets that it needs. */
  List<String> secrets();

  /** Those of them without which it works, too. */
  default Set<String> optionalSecrets() {
    return Set.of();
  }

  /**
   * Reads a call.
   *
   * @param secrets by name; all that it needs are there
   * @throws dev.dougong.engine.problem.AccessException {@code hook.badSignature}, {@code
   *     hook.stale}
   * @throws dev.dougong.engine.problem.InputException where it cannot be read
   */
  Reading read(Call call, JsonNode settings, Map<String, String> secrets, Instant now);

  /**
   * A call.
   *
   * @param isQuestion whether it only asks (GET)
   * @param query parameters, the first of each name
   * @param body empty for a question
   */
  record Call(boolean isQuestion, Map<String, String> query, String body) {
    /** A parameter; empty where it is not there. */
    public String parameter(String name) {
      return query.getOrDefault(name, "");
    }
  }

  /**
   * What a call says.
   *
   * @param id of the delivery, the same at a repeat; null where there is nothing to take
   * @param nonce good for this delivery only; another one with the same is refused
   * @param body values for the mapping of the hook
   * @param answer what the other system wants to hear when all is well
   */
  record Reading(@Nullable String id, String nonce, JsonNode body, String answer) {}
}
