/**
 * Calls to the outside: addresses that may be called, and the one client for all of them. Nothing
 * here reaches inside the house unless the installation lists the host.
 */
@NullMarked
package dev.dougong.workflow.outgoing;

import org.jspecify.annotations.NullMarked;
