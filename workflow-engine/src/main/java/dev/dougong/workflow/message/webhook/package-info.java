/** Messages as signed calls to another program. */
@NullMarked
package dev.dougong.workflow.message.webhook;

import org.jspecify.annotations.NullMarked;
