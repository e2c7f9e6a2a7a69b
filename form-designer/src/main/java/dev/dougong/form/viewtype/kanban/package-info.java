/** The view type kanban: a column for each value of a field. */
@NullMarked
package dev.dougong.form.viewtype.kanban;

import org.jspecify.annotations.NullMarked;
