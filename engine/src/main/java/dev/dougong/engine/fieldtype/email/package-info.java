/** Mail addresses. */
@NullMarked
package dev.dougong.engine.fieldtype.email;

import org.jspecify.annotations.NullMarked;
