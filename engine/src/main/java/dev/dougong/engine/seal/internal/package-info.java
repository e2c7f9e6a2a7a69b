/** Keys of fields in their table, sealed by the key ring. */
@NullMarked
package dev.dougong.engine.seal.internal;

import org.jspecify.annotations.NullMarked;
