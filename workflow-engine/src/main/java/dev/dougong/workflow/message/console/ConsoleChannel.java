package dev.dougong.workflow.message.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Delivery;
import dev.dougong.workflow.node.OptionsSchema;
import jakarta.enterprise.context.ApplicationScoped;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps messages to customers, to be looked at in the outbox, and sends nothing. */
@ApplicationScoped
public final class ConsoleChannel implements Channel {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
          """
          {"properties":{
           "reaches":{"enum":["customers","colleagues"],"description":"Who would get the messages; absent means `customers`, and the contact gate decides about each."}}}
          """);
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleChannel.class);

  @Override
  public String id() {
    return "console";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public boolean reachesCustomers(JsonNode settings) {
    return !settings.path("reaches").asText().equals("colleagues");
  }

  @Override
  public boolean needsRecipient() {
    return false;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public Receipt send(Delivery delivery) {
    LOG.info("Message {} is kept and not sent: no gateway is set up", delivery.message().id());
    return new Receipt(null, 0);
  }
}
