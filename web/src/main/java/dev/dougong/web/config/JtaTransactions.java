package dev.dougong.web.config;

import dev.dougong.engine.storage.Transactions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The engine's transactions as JTA ones, so that record SQL and Panache share a connection. */
@Singleton
public final class JtaTransactions implements Transactions {

  private final TransactionSynchronizationRegistry registry;

  /** Over the transaction manager of the application. */
  @Inject
  public JtaTransactions(TransactionSynchronizationRegistry registry) {
    this.registry = registry;
  }

  @Override
  public <T> T required(Supplier<T> work) {
    return QuarkusTransaction.joiningExisting().call(work::get);
  }

  @Override
  public boolean isActive() {
    return QuarkusTransaction.isActive();
  }

  @Override
  public void afterEnd(Consumer<Boolean> told) {
    registry.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {}

          @Override
          public void afterCompletion(int status) {
            told.accept(status == Status.STATUS_COMMITTED);
          }
        });
  }
}
