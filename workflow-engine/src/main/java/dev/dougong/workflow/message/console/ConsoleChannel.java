package dev.dougong.workflow.message.console;

import dev.dougong.workflow.message.Channel;
import jakarta.enterprise.context.ApplicationScoped;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps messages to customers, to be looked at in the outbox, and sends nothing. */
@ApplicationScoped
public final class ConsoleChannel implements Channel {

  private static final Logger LOG = LoggerFactory.getLogger(ConsoleChannel.class);

  @Override
  public String id() {
    return "console";
  }

  @Override
  public void send(Message message) {
    LOG.info("Message {} is kept and not sent: no gateway is set up", message.id());
  }
}
