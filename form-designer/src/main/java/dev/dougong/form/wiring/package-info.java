/** The registry of the open view types, for a container. */
@NullMarked
package dev.dougong.form.wiring;

import org.jspecify.annotations.NullMarked;
