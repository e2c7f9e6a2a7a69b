package dev.dougong.workflow.internal;

import dev.dougong.engine.storage.Transactions;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Does work in a transaction of its own and takes it back, whatever comes of it. Thread-safe. */
final class Undoing {

  private final Transactions transactions;

  Undoing(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Ends the transaction. */
  private static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Undone() {
      super(null, null, false, false);
    }
  }

  /** What the work gives; of what it wrote nothing stays. */
  <T extends Object> T run(Supplier<T> work) {
    if (transactions.isActive()) {
      throw new IllegalStateException("there is a transaction that would be taken back too");
    }
    AtomicReference<T> result = new AtomicReference<>();
    try {
      return transactions.required(
          () -> {
            result.set(work.get());
            throw new Undone();
          });
    } catch (Undone undone) {
      return Objects.requireNonNull(result.get());
    }
  }
}
