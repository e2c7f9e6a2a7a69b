/** Web addresses. */
@NullMarked
package dev.dougong.engine.fieldtype.url;

import org.jspecify.annotations.NullMarked;
