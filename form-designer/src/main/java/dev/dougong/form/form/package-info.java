/** The document kind form: its schema and what is checked against entities. */
@NullMarked
package dev.dougong.form.form;

import org.jspecify.annotations.NullMarked;
