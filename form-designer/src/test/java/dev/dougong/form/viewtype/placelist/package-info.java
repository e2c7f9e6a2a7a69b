/** Tests of the view type place list. */
@NullMarked
package dev.dougong.form.viewtype.placelist;

import org.jspecify.annotations.NullMarked;
