package dev.dougong.engine.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Nodes on this database: each says again and again that it lives. Thread-safe. */
public interface Nodes {

  /** How often a node says so. */
  Duration RHYTHM = Duration.ofSeconds(10);

  /** A node that said nothing for so long does not run any more. */
  Duration SILENCE = Duration.ofSeconds(35);

  /**
   * A process of the application.
   *
   * @param host on which it runs
   * @param version of the application
   * @param java version of its JVM
   * @param seenAt when it last said that it lives
   */
  record Node(
      UUID id, String host, String version, String java, Instant startedAt, Instant seenAt) {}

  /** Says that a node lives; forgets those that have been silent for a day. */
  void alive(Node node);

  /** A node ends. */
  void gone(UUID id);

  /** Those that said something lately, the one that began first first. */
  List<Node> running(Instant now);
}
