/** Rules over all modules together: who imports whom, and that every problem has its texts. */
@NullMarked
package dev.dougong.web.architecture;

import org.jspecify.annotations.NullMarked;
