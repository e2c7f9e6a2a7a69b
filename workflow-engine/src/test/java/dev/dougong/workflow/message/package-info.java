/** Channels against a server on this machine. */
@NullMarked
package dev.dougong.workflow.message;

import org.jspecify.annotations.NullMarked;
