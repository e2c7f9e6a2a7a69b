/** The workspaces of an installation: which there are, and their schemas. */
@NullMarked
package dev.dougong.engine.workspace;

import org.jspecify.annotations.NullMarked;
