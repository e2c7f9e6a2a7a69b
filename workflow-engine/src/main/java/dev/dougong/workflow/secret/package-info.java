/**
 * Secrets of connectors: sealed at rest under keys that are not in the database, set and replaced
 * by administrators, opened by the sender of messages only, never read back.
 */
@NullMarked
package dev.dougong.workflow.secret;

import org.jspecify.annotations.NullMarked;
