package dev.dougong.workflow.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Connectors for tests of channels. */
public final class TestConnectors {

  /** Nobody gets a notice. */
  public static final Notices NO_NOTICES = new NoNotices();

  private TestConnectors() {}

  /** The connector of a document. */
  public static Connector of(ObjectNode document, Channel channel) {
    return Objects.requireNonNull(Connector.of(document, channel));
  }

  private static final class NoNotices implements Notices {
    @Override
    public boolean put(UUID user, Channel.Message message, Instant now) {
      throw new AssertionError();
    }

    @Override
    public List<Notice> list(UUID user) {
      return List.of();
    }

    @Override
    public long unread(UUID user) {
      return 0;
    }

    @Override
    public void read(UUID user, Instant upTo, Instant now) {}
  }
}
