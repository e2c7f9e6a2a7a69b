/** Keys of the installation, and values of fields that are stored under seal. */
@NullMarked
package dev.dougong.engine.seal;

import org.jspecify.annotations.NullMarked;
