/** Tables of people, organisation units, sessions and keys; the compiler of rights. */
@NullMarked
package dev.dougong.engine.access.internal;

import org.jspecify.annotations.NullMarked;
