@NullMarked
package dev.dougong.web.trace;

import org.jspecify.annotations.NullMarked;
