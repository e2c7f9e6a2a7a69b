/** The document kind connector: its schema. */
@NullMarked
package dev.dougong.workflow.connector;

import org.jspecify.annotations.NullMarked;
