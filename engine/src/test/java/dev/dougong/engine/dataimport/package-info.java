/** Imports on a real database, from files that the tests write. */
@NullMarked
package dev.dougong.engine.dataimport;

import org.jspecify.annotations.NullMarked;
