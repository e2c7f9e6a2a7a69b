/** Calls a program. */
@NullMarked
package dev.dougong.workflow.node.http;

import org.jspecify.annotations.NullMarked;
