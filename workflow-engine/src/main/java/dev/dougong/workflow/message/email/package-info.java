/** Messages by e-mail. */
@NullMarked
package dev.dougong.workflow.message.email;

import org.jspecify.annotations.NullMarked;
