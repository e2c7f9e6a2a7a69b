package dev.dougong.workflow.message.inapp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Delivery;
import dev.dougong.workflow.message.DeliveryException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** A notice for a colleague, who is named by the id of the user: {@code record.owner}. */
@ApplicationScoped
public final class InAppChannel implements Channel {

  @Override
  public String id() {
    return "inApp";
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public boolean reachesCustomers(JsonNode settings) {
    return false;
  }

  @Override
  public Receipt send(Delivery delivery) {
    UUID user;
    try {
      user = UUID.fromString(delivery.message().recipient());
    } catch (IllegalArgumentException e) {
      throw DeliveryException.badRecipient();
    }
    if (!delivery.notices().put(user, delivery.message(), delivery.now())) {
      throw DeliveryException.badRecipient();
    }
    return Receipt.ONE;
  }
}
