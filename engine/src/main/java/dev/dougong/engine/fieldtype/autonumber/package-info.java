/** Numbers that the engine gives. */
@NullMarked
package dev.dougong.engine.fieldtype.autonumber;

import org.jspecify.annotations.NullMarked;
