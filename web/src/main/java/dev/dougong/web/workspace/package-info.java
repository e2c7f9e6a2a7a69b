/**
 * For which workspace a thread or a request works. Whoever begins work enters one by {@link
 * dev.dougong.web.workspace.Workspaces}; beans of the scope come from the one that was entered.
 */
@NullMarked
package dev.dougong.web.workspace;

import org.jspecify.annotations.NullMarked;
