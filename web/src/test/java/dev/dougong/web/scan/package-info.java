/** What comes in is looked through, whatever the scanner does. */
@NullMarked
package dev.dougong.web.scan;

import org.jspecify.annotations.NullMarked;
