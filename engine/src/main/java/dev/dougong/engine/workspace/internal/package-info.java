/** The registry of workspaces in a schema that they share, and schemas by migrations. */
@NullMarked
package dev.dougong.engine.workspace.internal;

import org.jspecify.annotations.NullMarked;
