/** The document kind workflow: its schema, put together from the types, and what is checked. */
@NullMarked
package dev.dougong.workflow.check;

import org.jspecify.annotations.NullMarked;
