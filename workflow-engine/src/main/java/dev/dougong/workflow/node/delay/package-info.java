/** Goes on after some time or at a moment. */
@NullMarked
package dev.dougong.workflow.node.delay;

import org.jspecify.annotations.NullMarked;
