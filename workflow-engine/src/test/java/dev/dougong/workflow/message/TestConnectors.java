package dev.dougong.workflow.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Connectors for tests of channels. */
public final class TestConnectors {

  /** Nobody gets a notice. */
  public static final Notices NO_NOTICES = new NoNotices();

  /** Every recipient is its own account. */
  public static final Accounts SIGN_IN_NAMES = new OwnNames();

  private TestConnectors() {}

  /** The connector of a document. */
  public static Connector of(ObjectNode document, Channel channel) {
    return Objects.requireNonNull(Connector.of(document, channel));
  }

  private static final class OwnNames implements Accounts {
    @Override
    public String of(Connector connector, String recipient) {
      return recipient;
    }

    @Override
    public List<Entry> list(Access access, String connector) {
      return List.of();
    }

    @Override
    public void put(Access access, String connector, UUID user, String account) {}
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
