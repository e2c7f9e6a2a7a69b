/** A unit of the organisation tree. */
@NullMarked
package dev.dougong.engine.fieldtype.orgunit;

import org.jspecify.annotations.NullMarked;
