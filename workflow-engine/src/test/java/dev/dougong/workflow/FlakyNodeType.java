package dev.dougong.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import java.util.concurrent.atomic.AtomicInteger;

/** A node that breaks down as often as a test wants. */
public final class FlakyNodeType implements NodeType {

  /** How often it still breaks down. */
  public final AtomicInteger faults = new AtomicInteger();

  /** How often it was run. */
  public final AtomicInteger runs = new AtomicInteger();

  @Override
  public String id() {
    return "flaky";
  }

  @Override
  public ObjectNode schema() {
    return OptionsSchema.of("{\"properties\":{}}");
  }

  @Override
  public NodeResult run(NodeContext context) {
    runs.incrementAndGet();
    if (faults.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("broken down");
    }
    return NodeResult.next(context);
  }
}
