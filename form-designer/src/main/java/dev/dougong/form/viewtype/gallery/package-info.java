/** The view type gallery: a card with a picture for each record. */
@NullMarked
package dev.dougong.form.viewtype.gallery;

import org.jspecify.annotations.NullMarked;
