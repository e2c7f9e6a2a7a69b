package dev.dougong.engine.wiring.internal;

import dev.dougong.engine.audit.AuditChain;
import dev.dougong.engine.audit.internal.JdbcAuditChain;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.Jdbc;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.postgresql.ds.PGSimpleDataSource;

/** The audit chain over connections of its own. */
public final class AuditConnection {

  private AuditConnection() {}

  /** To be verified. */
  public static AuditChain chain(String url, String user, String password, Workspace workspace) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(url);
    source.setUser(user);
    source.setPassword(password);
    source.setReadOnly(true);
    // It asks for no time: only closing does.
    InstantSource clock = InstantSource.fixed(Instant.EPOCH);
    return new JdbcAuditChain(new Jdbc(source), new None(), workspace, clock);
  }

  /** Who looks has no use for a transaction. */
  private static final class None implements Transactions {

    @Override
    public <T> T required(Supplier<T> work) {
      throw new UnsupportedOperationException("this chain is for verifying only");
    }

    @Override
    public boolean isActive() {
      return false;
    }

    @Override
    public void afterEnd(Consumer<Boolean> told) {
      throw new IllegalStateException("there is no transaction");
    }
  }
}
