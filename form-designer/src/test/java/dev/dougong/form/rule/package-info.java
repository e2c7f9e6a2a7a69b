/** Linkage rules: what publishing refuses, and what reaches the engine. */
@NullMarked
package dev.dougong.form.rule;

import org.jspecify.annotations.NullMarked;
