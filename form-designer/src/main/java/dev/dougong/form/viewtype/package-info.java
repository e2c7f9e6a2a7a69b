/** Ways to look at many records: the open type, its registry; one package each below. */
@NullMarked
package dev.dougong.form.viewtype;

import org.jspecify.annotations.NullMarked;
