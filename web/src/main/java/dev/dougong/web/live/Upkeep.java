package dev.dougong.web.live;

import dev.dougong.engine.access.SessionStore;
import dev.dougong.engine.dataimport.ImportJobs;
import dev.dougong.engine.file.FileStore;
import dev.dougong.engine.metadata.MetadataSource;
import dev.dougong.engine.operations.TableStatistics;
import dev.dougong.engine.record.RecordUpkeep;
import dev.dougong.engine.sample.Samples;
import dev.dougong.web.auth.Sessions;
import dev.dougong.web.trace.WorkTraces;
import dev.dougong.web.workspace.Workspaces;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * Work that nobody waits for: rollups of busy parents and samples that go every moment, old
 * sessions, idempotency keys and files that no record took every hour. Any number of nodes may do
 * it at the same time.
 */
@Singleton
public final class Upkeep {

  private static final int AFTER_FIRST_START = 1_000;

  /** Two, so that rollups are folded while samples go. */
  private static final int THREADS = 2;

  private static final long FOLD_MILLIS = 300;
  private static final long IMPORT_MILLIS = 3_000;
  private static final long SAMPLE_MILLIS = 1_000;
  private static final long FIRST_HOURLY_MILLIS = 60_000;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final Duration KEYS_LIVE = Duration.ofHours(48);
  private static final Duration UNUSED_FILES_LIVE = Duration.ofHours(24);

  private final RecordUpkeep upkeep;
  private final MetadataSource metadata;
  private final SessionStore sessions;
  private final FileStore files;
  private final ImportJobs imports;
  private final ImportWork importWork;
  private final Samples samples;
  private final TableStatistics statistics;
  private final InstantSource clock;
  private final WorkRounds rounds;

  /** Over what needs upkeep in each workspace. */
  @Inject
  public Upkeep(
      RecordUpkeep upkeep,
      MetadataSource metadata,
      SessionStore sessions,
      FileStore files,
      ImportJobs imports,
      ImportWork importWork,
      Samples samples,
      TableStatistics statistics,
      Workspaces workspaces,
      WorkTraces traces,
      InstantSource clock) {
    this.upkeep = upkeep;
    this.metadata = metadata;
    this.sessions = sessions;
    this.files = files;
    this.imports = imports;
    this.importWork = importWork;
    this.samples = samples;
    this.statistics = statistics;
    this.rounds = new WorkRounds(workspaces, traces, "upkeep", THREADS);
    this.clock = clock;
  }

  void begin(@Observes @Priority(AFTER_FIRST_START) StartupEvent event) {
    rounds.again(
        "folding rollups", FOLD_MILLIS, FOLD_MILLIS, () -> upkeep.fold(metadata.current()) > 0);
    rounds.again("looking for imports", IMPORT_MILLIS, IMPORT_MILLIS, once(importWork::look));
    rounds.again(
        "removing samples",
        IMPORT_MILLIS,
        SAMPLE_MILLIS,
        () -> samples.proceed(metadata.current()) > 0);
    rounds.again(
        "analyzing what was filled", IMPORT_MILLIS, IMPORT_MILLIS, once(statistics::refresh));
    hourly("forgetting old imports", this::forgetImports);
    hourly("forgetting old sessions and keys", this::forget);
    hourly("forgetting files that no record took", this::sweep);
  }

  private void hourly(String what, Runnable work) {
    rounds.again(what, FIRST_HOURLY_MILLIS, HOUR_MILLIS, once(work));
  }

  private static BooleanSupplier once(Runnable work) {
    return () -> {
      work.run();
      return false;
    };
  }

  void end(@Observes ShutdownEvent event) {
    rounds.end();
  }

  private void forget() {
    upkeep.forgetKeys(metadata.current(), clock.instant().minus(KEYS_LIVE));
    sessions.forgetUnusedSince(clock.instant().minus(Sessions.IDLE));
  }

  private void forgetImports() {
    imports.sweep(metadata.current(), clock.instant());
  }

  private void sweep() {
    files.sweep(metadata.current(), clock.instant().minus(UNUSED_FILES_LIVE));
  }
}
