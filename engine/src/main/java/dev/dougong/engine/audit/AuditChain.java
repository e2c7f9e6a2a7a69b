package dev.dougong.engine.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chain of digests over the change log and the entries of the audit log. Writers do nothing for
 * it: what is committed for good is sealed later, batch by batch. Thread-safe.
 */
public interface AuditChain {

  /**
   * Closes the next batch in a transaction of its own; tells how many entries it has, 0 where there
   * is nothing to close or another node does it.
   */
  int close();

  /** Computes all digests anew and compares. Reads only; takes time with the length of the log. */
  Verification verify();

  /** The end of the chain, or null where no batch is closed. */
  @Nullable Head head();

  /**
   * The end of the chain. Kept elsewhere, it shows later that nothing before it was replaced.
   *
   * @param number of the last batch
   * @param digest of the last batch, 64 hexadecimal digits
   */
  record Head(long number, String digest, Instant closedAt) {}

  /**
   * What was found.
   *
   * @param batches that were looked at
   * @param entries that they hold
   * @param head the end, or null for an empty chain
   * @param faults the first of them, at most 100; empty for a whole chain
   */
  record Verification(long batches, long entries, @Nullable Head head, List<Fault> faults) {

    /** Whether everything is as it was sealed. */
    public boolean isWhole() {
      return faults.isEmpty();
    }
  }

  /**
   * A place where the chain is broken.
   *
   * @param batch number of the batch, or null for an entry that is in none
   * @param source where the entry is, or null where the batch itself is wrong
   * @param seq number of the entry; 0 where the batch itself is wrong
   */
  record Fault(Kind kind, @Nullable Long batch, @Nullable Source source, long seq) {}

  /** Where an entry is. */
  enum Source {
    /** The change log of the records. */
    CHANGE,
    /** The entries of the audit log. */
    ENTRY
  }

  /** What is wrong. */
  enum Kind {
    /** The entry is not what it was. */
    CHANGED,
    /** The entry is gone. */
    MISSING,
    /** The entry came later, into a time that was closed. */
    INSERTED,
    /** The digests of a batch are not those that were closed. */
    BATCH,
    /** A batch does not follow the one before. */
    ORDER
  }
}
