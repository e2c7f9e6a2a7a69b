@NullMarked
package dev.dougong.web.workspace.internal;

import org.jspecify.annotations.NullMarked;
