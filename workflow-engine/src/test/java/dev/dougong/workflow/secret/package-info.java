/** Secrets at rest. */
@NullMarked
package dev.dougong.workflow.secret;

import org.jspecify.annotations.NullMarked;
