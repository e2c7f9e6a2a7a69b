/** Tests of the view type calendar. */
@NullMarked
package dev.dougong.form.viewtype.calendar;

import org.jspecify.annotations.NullMarked;
