/** The view type placeList: places to call and to go to, without a map. */
@NullMarked
package dev.dougong.form.viewtype.placelist;

import org.jspecify.annotations.NullMarked;
