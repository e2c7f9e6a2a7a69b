/** The document kind segment: its schema and what is checked against other documents. */
@NullMarked
package dev.dougong.workflow.segment;

import org.jspecify.annotations.NullMarked;
