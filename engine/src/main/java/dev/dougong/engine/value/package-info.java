/** The closed set of value kinds and the Java form of each; labels in several languages. */
@NullMarked
package dev.dougong.engine.value;

import org.jspecify.annotations.NullMarked;
