/** Somebody sent a form. */
@NullMarked
package dev.dougong.workflow.trigger.form;

import org.jspecify.annotations.NullMarked;
