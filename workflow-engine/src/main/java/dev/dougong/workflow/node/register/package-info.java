/** A node that makes a record for each member of a segment, once: the list of a campaign. */
@NullMarked
package dev.dougong.workflow.node.register;

import org.jspecify.annotations.NullMarked;
