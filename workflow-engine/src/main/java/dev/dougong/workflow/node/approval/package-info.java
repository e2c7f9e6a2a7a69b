/** Asks people whether something may be done, and goes on as they decide. */
@NullMarked
package dev.dougong.workflow.node.approval;

import org.jspecify.annotations.NullMarked;
