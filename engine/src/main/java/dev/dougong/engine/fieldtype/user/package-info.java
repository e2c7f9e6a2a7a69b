/** A user of the workspace. */
@NullMarked
package dev.dougong.engine.fieldtype.user;

import org.jspecify.annotations.NullMarked;
