/**
 * Workflow documents as Java records: a trigger and a graph of nodes. Well-formed once built; what
 * goes across documents is checked in {@code workflow.check}.
 */
@NullMarked
package dev.dougong.workflow.definition;

import org.jspecify.annotations.NullMarked;
