/** The view type calendar: records on the day that a date of theirs names. */
@NullMarked
package dev.dougong.form.viewtype.calendar;

import org.jspecify.annotations.NullMarked;
