/**
 * Whether what a role may not see changes anything of what it is told: the same questions to two
 * running products whose databases differ in nothing else, answers compared byte by byte.
 */
@NullMarked
package dev.dougong.web.interference;

import org.jspecify.annotations.NullMarked;
