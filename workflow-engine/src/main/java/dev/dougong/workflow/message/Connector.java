package dev.dougong.workflow.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.InputException;
import dev.dougong.workflow.outgoing.OutgoingAddress;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A channel as it is set up.
 *
 * @param key by which messages name it
 * @param address where it calls, or null
 * @param price of one part of a message
 * @param isDocument whether a connector says so; else the channel needs none
 */
public record Connector(
    String key,
    Channel channel,
    @Nullable OutgoingAddress address,
    JsonNode settings,
    BigDecimal price,
    boolean isDocument) {

  /** A channel that needs no connector. */
  static Connector of(Channel channel) {
    return new Connector(
        channel.id(), channel, null, JsonNodeFactory.instance.objectNode(), BigDecimal.ZERO, false);
  }

  /** A connector of a document that was checked; null where its address is none. */
  static @Nullable Connector of(ObjectNode document, Channel channel) {
    String text = document.path("address").asText(channel.place().usual());
    OutgoingAddress address = null;
    if (!channel.place().schemes().isEmpty()) {
      try {
        address = text == null ? null : OutgoingAddress.parse(text);
      } catch (InputException e) {
        address = null;
      }
      if (address == null) {
        return null;
      }
    }
    return new Connector(
        document.path("key").asText(),
        channel,
        address,
        document.path("settings").isObject()
            ? document.path("settings")
            : JsonNodeFactory.instance.objectNode(),
        document.path("price").decimalValue(),
        true);
  }

  /** What its secrets are for; with another channel or address they are not used. */
  public String purpose() {
    return address == null ? channel.id() : channel.id() + " " + address + address.path();
  }
}
