/** Tests of the view type gantt. */
@NullMarked
package dev.dougong.form.viewtype.gantt;

import org.jspecify.annotations.NullMarked;
