/** Public links in PostgreSQL, and what a visitor may do. */
@NullMarked
package dev.dougong.form.link.internal;

import org.jspecify.annotations.NullMarked;
