/** Tests of what workflow documents say. */
@NullMarked
package dev.dougong.workflow.definition;

import org.jspecify.annotations.NullMarked;
