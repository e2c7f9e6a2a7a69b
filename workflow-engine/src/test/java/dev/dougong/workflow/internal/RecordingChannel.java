package dev.dougong.workflow.internal;

import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Delivery;
import dev.dougong.workflow.message.DeliveryException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A gateway that keeps what it was given, and refuses as often as a test wants. */
final class RecordingChannel implements Channel {

  final List<Message> sent = new CopyOnWriteArrayList<>();
  final AtomicInteger faults = new AtomicInteger();
  private final Consumer<Message> gateway;

  RecordingChannel() {
    gateway = sent::add;
  }

  /** Gives messages to a gateway outside of this process. */
  RecordingChannel(Consumer<Message> gateway) {
    this.gateway = gateway;
  }

  @Override
  public String id() {
    return "sms";
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public Receipt send(Delivery delivery) {
    if (faults.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw DeliveryException.refused("503", "gateway is closed", true);
    }
    gateway.accept(delivery.message());
    return Receipt.ONE;
  }
}
