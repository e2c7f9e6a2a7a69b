/** The scope of a workspace for the container: its beans, and how a thread is bound to it. */
@NullMarked
package dev.dougong.web.workspace.internal;

import org.jspecify.annotations.NullMarked;
