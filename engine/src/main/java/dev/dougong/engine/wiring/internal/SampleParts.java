package dev.dougong.engine.wiring.internal;

import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.record.Blanking;
import dev.dougong.engine.record.OwnReasons;
import dev.dougong.engine.record.Ownerships;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.sample.Samples;
import dev.dougong.engine.sample.internal.JdbcSamples;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.WorkspaceScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import java.util.HashSet;
import java.util.Set;

/** Samples over the application's data source. */
@Dependent
public final class SampleParts {

  private static final Set<String> ENGINE =
      Set.of("package", "derived", Ownerships.HAND_OVER, Ownerships.HAND_BACK, Blanking.ERASE);

  @Produces
  @WorkspaceScoped
  Samples samples(
      Statements statements,
      Transactions transactions,
      Records records,
      AccessSource rights,
      AuditLog audit,
      Instance<OwnReasons> slices) {
    Set<String> words = new HashSet<>(ENGINE);
    slices.forEach(slice -> words.addAll(slice.words()));
    return new JdbcSamples(statements, transactions, records, rights, audit, words);
  }
}
