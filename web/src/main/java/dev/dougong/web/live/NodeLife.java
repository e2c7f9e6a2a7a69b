package dev.dougong.web.live;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.operations.Nodes;
import dev.dougong.engine.operations.Nodes.Node;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Says again and again that this node lives, and once that it ends. */
@Singleton
public final class NodeLife {

  private static final Logger LOG = Logger.getLogger(NodeLife.class);
  private static final int AFTER_FIRST_START = 1_000;

  private final Nodes nodes;
  private final InstantSource clock;
  private final Node node;
  private final WorkRounds rounds = new WorkRounds("node-life", 1);

  /** Of this process. */
  @Inject
  public NodeLife(
      Nodes nodes,
      IdSource ids,
      InstantSource clock,
      @ConfigProperty(name = "quarkus.application.version", defaultValue = "") String version) {
    this.nodes = nodes;
    this.clock = clock;
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
    rounds.again("saying that this node lives", 0, Nodes.RHYTHM.toMillis(), this::live);
  }

  private boolean live() {
    nodes.alive(
        new Node(
            node.id(),
            node.host(),
            node.version(),
            node.java(),
            node.startedAt(),
            clock.instant()));
    return false;
  }

  void end(@Observes ShutdownEvent event) {
    rounds.end();
    try {
      nodes.gone(node.id());
    } catch (RuntimeException e) {
      // it is silent from now on, which says the same a little later
      LOG.debug("the end of this node was not told", e);
    }
  }
}
