/** The document kind view: its schema and what is checked against entities. */
@NullMarked
package dev.dougong.form.view;

import org.jspecify.annotations.NullMarked;
