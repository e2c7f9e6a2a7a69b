package dev.dougong.web.live;

import dev.dougong.engine.access.SessionStore;
import dev.dougong.engine.dataimport.ImportJobs;
import dev.dougong.engine.file.FileStore;
import dev.dougong.engine.metadata.MetadataSource;
import dev.dougong.engine.record.RecordUpkeep;
import dev.dougong.engine.sample.Samples;
import dev.dougong.web.auth.Sessions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Work that nobody waits for: rollups of busy parents and samples that go every moment, old sessions, idempotency keys
 * and files that no record took every hour. Any number of nodes may do it at the same time.
 */
@Singleton
public final class Upkeep {

  private static final Logger LOG = Logger.getLogger(Upkeep.class);
  private static final int AFTER_FIRST_START = 1_000;
  private static final long FOLD_MILLIS = 300;
  private static final long IMPORT_MILLIS = 3_000;
  private static final long SAMPLE_MILLIS = 1_000;
  private static final int SAMPLE_STEPS = 4;
  private static final Duration KEYS_LIVE = Duration.ofHours(48);
  private static final Duration UNUSED_FILES_LIVE = Duration.ofHours(24);

  private final RecordUpkeep upkeep;
  private final MetadataSource metadata;
  private final SessionStore sessions;
  private final FileStore files;
  private final ImportJobs imports;
  private final ImportWork importWork;
  private final Samples samples;
  private final InstantSource clock;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "upkeep");
            thread.setDaemon(true);
            return thread;
          });

  /** Over what needs upkeep. */
  @Inject
  public Upkeep(
      RecordUpkeep upkeep,
      MetadataSource metadata,
      SessionStore sessions,
      FileStore files,
      ImportJobs imports,
      ImportWork importWork,
      Samples samples,
      InstantSource clock) {
    this.upkeep = upkeep;
    this.metadata = metadata;
    this.sessions = sessions;
    this.files = files;
    this.imports = imports;
    this.importWork = importWork;
    this.samples = samples;
    this.clock = clock;
  }

  void begin(@Observes @Priority(AFTER_FIRST_START) StartupEvent event) {
    var unusedFolds =
        executor.scheduleWithFixedDelay(
            () -> quietly("folding rollups", this::fold),
            FOLD_MILLIS,
            FOLD_MILLIS,
            TimeUnit.MILLISECONDS);
    var unusedImports =
        executor.scheduleWithFixedDelay(
            () -> quietly("looking for imports", importWork::look),
            IMPORT_MILLIS,
            IMPORT_MILLIS,
            TimeUnit.MILLISECONDS);
    var unusedSamples =
        executor.scheduleWithFixedDelay(
            () -> quietly("removing samples", this::removeSamples),
            IMPORT_MILLIS,
            SAMPLE_MILLIS,
            TimeUnit.MILLISECONDS);
    hourly("forgetting old imports", this::forgetImports);
    hourly("forgetting old sessions and keys", this::forget);
    hourly("forgetting files that no record took", this::sweep);
  }

  private void hourly(String what, Runnable work) {
    var unused =
        executor.scheduleWithFixedDelay(() -> quietly(what, work), 1, 60, TimeUnit.MINUTES);
  }

  void end(@Observes ShutdownEvent event) {
    importWork.end();
    executor.shutdownNow();
  }

  private void fold() {
    int folded;
    do {
      folded = upkeep.fold(metadata.current());
    } while (folded > 0);
  }

  /** Some steps; rollups are folded in between. */
  private void removeSamples() {
    for (int step = 0; step < SAMPLE_STEPS && samples.proceed(metadata.current()) > 0; ) {
      step++;
    }
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

  private static void quietly(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warnf(e, "%s failed; it is tried again", what);
    }
  }
}
