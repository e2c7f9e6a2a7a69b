package dev.dougong.web.scan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dougong.engine.problem.BusyException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.web.auth.Refusals;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Shows what comes in to the scanner of the machine; without one all is let in. Thread-safe. */
@Singleton
public final class VirusScanner {

  private static final Logger LOG = Logger.getLogger(VirusScanner.class);

  /** So that a slow scanner does not hold all threads that answer people. */
  private static final int AT_ONCE = 8;

  private static final long WAIT_SECONDS = 5;
  private static final Duration PING_LIMIT = Duration.ofSeconds(2);
  private static final String CLEAN = "stream: OK";
  private static final String TOO_BIG = "INSTREAM size limit exceeded. ERROR";
  private static final Pattern FINDING = Pattern.compile("stream: (.+) FOUND");

  private static final Pattern UNREADABLE =
      Pattern.compile("[\\p{Cntrl}\\p{Cf}\\x{D800}-\\x{DFFF}]");
  private static final int LONGEST = 255;

  private final @Nullable ScannerAddress address;
  private final Duration limit;
  private final Refusals refusals;
  private final Semaphore places = new Semaphore(AT_ONCE, true);

  /** How the scanner is. */
  public enum State {
    /** The machine names none. */
    NONE,
    /** It answers. */
    READY,
    /** It does not, so no file comes in. */
    SILENT
  }

  /** What is looked through: bytes that can be read once more. */
  public interface Bytes {

    /** Begins to read. */
    InputStream open() throws IOException;
  }

  /** Of the machine. */
  @Inject
  public VirusScanner(
      @ConfigProperty(name = "dougong.scanner.address") Optional<String> address,
      @ConfigProperty(name = "dougong.scanner.limit", defaultValue = "60s") Duration limit,
      Refusals refusals) {
    this.address = address.map(String::strip).map(ScannerAddress::of).orElse(null);
    this.limit = limit;
    this.refusals = refusals;
  }

  void begin(@Observes StartupEvent event) {
    if (state() == State.SILENT) {
      LOG.warnf(
          "the virus scanner at %s does not answer; files are refused until it does", address);
    }
  }

  /** How it is now; takes two seconds at most. */
  public State state() {
    if (address == null) {
      return State.NONE;
    }
    try (ClamdCall call = new ClamdCall(address.lookedUp(), PING_LIMIT)) {
      return call.ping().equals("PONG") ? State.READY : State.SILENT;
    } catch (IOException e) {
      LOG.debugf(e, "the virus scanner at %s does not answer", address);
      return State.SILENT;
    }
  }

  /**
   * Returns where the file may come in.
   *
   * @param name what the sender calls it, for the audit log
   * @throws InputException {@code file.infected}, which the audit log is told of; {@code
   *     file.tooBigToScan}
   * @throws BusyException {@code file.notScanned}: the scanner does not answer, or not rightly
   */
  public void check(String name, Bytes bytes) {
    if (address == null) {
      return;
    }
    String answer = ask(address, bytes);
    if (answer.equals(CLEAN)) {
      return;
    }
    Matcher finding = FINDING.matcher(answer);
    if (finding.matches()) {
      throw infected(name, finding.group(1));
    }
    if (answer.equals(TOO_BIG)) {
      throw new InputException(Problem.of("file.tooBigToScan"));
    }
    LOG.warnf("the virus scanner at %s answers \"%s\"; the file is refused", address, answer);
    throw new BusyException(Problem.of("file.notScanned"));
  }

  private InputException infected(String name, String finding) {
    String shown = readable(finding);
    refusals.tell(
        "upload.refused",
        readable(name),
        JsonNodeFactory.instance.objectNode().put("finding", shown));
    return new InputException(Problem.of("file.infected").with("finding", shown));
  }

  /** Others say it, so it may be long or hold signs that nobody reads. */
  private static String readable(String text) {
    String plain = UNREADABLE.matcher(text).replaceAll("");
    return plain.substring(0, Math.min(plain.length(), LONGEST));
  }

  private String ask(ScannerAddress scanner, Bytes bytes) {
    if (!isPlace()) {
      throw new BusyException(Problem.of("file.notScanned"));
    }
    try (InputStream in = bytes.open();
        ClamdCall call = new ClamdCall(scanner.lookedUp(), limit)) {
      return call.scan(in);
    } catch (IOException e) {
      LOG.warnf("the virus scanner at %s: %s; the file is refused", scanner, e);
      throw new BusyException(Problem.of("file.notScanned"));
    } finally {
      places.release();
    }
  }

  private boolean isPlace() {
    try {
      return places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
