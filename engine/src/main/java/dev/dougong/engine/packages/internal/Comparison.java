package dev.dougong.engine.packages.internal;

import dev.dougong.engine.metadata.publish.PublishTarget;
import dev.dougong.engine.packages.PackagePlan.Item;
import dev.dougong.engine.problem.Problem;
import java.util.List;

/**
 * What a package, or going back, makes of what is stored.
 *
 * @param items what is shown
 * @param targets what is published; where nobody chose, this workspace's side
 * @param problems for which it is refused
 */
record Comparison(List<Item> items, List<PublishTarget> targets, List<Problem> problems) {}
