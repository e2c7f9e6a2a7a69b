/** The view type grid: a row for each record. */
@NullMarked
package dev.dougong.form.viewtype.grid;

import org.jspecify.annotations.NullMarked;
