/** Tests of the gallery. */
@NullMarked
package dev.dougong.form.viewtype.gallery;

import org.jspecify.annotations.NullMarked;
