package dev.dougong.web.config;

import dev.dougong.engine.storage.Transactions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** The engine's transactions as JTA ones, so that record SQL and Panache share a connection. */
@Singleton
public final class JtaTransactions implements Transactions {

  @Override
  public <T> T required(Supplier<T> work) {
    return QuarkusTransaction.joiningExisting().call(work::get);
  }

  @Override
  public boolean isActive() {
    return QuarkusTransaction.isActive();
  }
}
