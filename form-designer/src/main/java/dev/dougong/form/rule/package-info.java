/** Linkage rules of forms: checked when a form is published, given to the engine when it writes. */
@NullMarked
package dev.dougong.form.rule;

import org.jspecify.annotations.NullMarked;
