/** Short messages by any gateway that takes JSON or a form. */
@NullMarked
package dev.dougong.workflow.message.smshttp;

import org.jspecify.annotations.NullMarked;
