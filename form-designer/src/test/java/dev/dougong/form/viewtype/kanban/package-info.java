/** Tests of the board. */
@NullMarked
package dev.dougong.form.viewtype.kanban;

import org.jspecify.annotations.NullMarked;
