/** Reads and writes zips, plans and installs packages over stored documents. */
@NullMarked
package dev.dougong.engine.packages.internal;

import org.jspecify.annotations.NullMarked;
