/** The view type gantt: records as bars from one date to another. */
@NullMarked
package dev.dougong.form.viewtype.gantt;

import org.jspecify.annotations.NullMarked;
