@NullMarked
package dev.dougong.web.workspace;

import org.jspecify.annotations.NullMarked;
