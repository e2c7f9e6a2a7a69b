package dev.dougong.web.live;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.operations.Nodes;
import dev.dougong.engine.operations.Nodes.Node;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.web.workspace.Workspaces;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Says again and again that this node lives, and once that it ends, in the main workspace. */
@Singleton
public final class NodeLife {

  private static final Logger LOG = Logger.getLogger(NodeLife.class);
  private static final int AFTER_FIRST_START = 1_000;

  private final Nodes nodes;
  private final InstantSource clock;
  private final Node node;
  private final Workspaces workspaces;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "node-life");
            thread.setDaemon(true);
            return thread;
          });

  /** Of this process. */
  @Inject
  public NodeLife(
      Nodes nodes,
      IdSource ids,
      InstantSource clock,
      Workspaces workspaces,
      @ConfigProperty(name = "quarkus.application.version", defaultValue = "") String version) {
    this.nodes = nodes;
    this.clock = clock;
    this.workspaces = workspaces;
    var now = clock.instant();
    this.node = new Node(ids.next(), host(), version, Runtime.version().toString(), now, now);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** Which of the nodes this one is. */
  public UUID id() {
    return node.id();
  }

  void begin(@Observes @Priority(AFTER_FIRST_START) StartupEvent event) {
    var unused =
        executor.scheduleWithFixedDelay(
            this::live, 0, Nodes.RHYTHM.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void live() {
    Node now =
        new Node(
            node.id(), node.host(), node.version(), node.java(), node.startedAt(), clock.instant());
    try {
      workspaces.run(Workspace.MAIN, () -> nodes.alive(now));
    } catch (RuntimeException e) {
      LOG.warn("saying that this node lives failed; it is tried again", e);
    }
  }

  void end(@Observes ShutdownEvent event) {
    executor.shutdownNow();
    try {
      workspaces.run(Workspace.MAIN, () -> nodes.gone(node.id()));
    } catch (RuntimeException e) {
      // it is silent from now on, which says the same a little later
      LOG.debug("the end of this node was not told", e);
    }
  }
}
