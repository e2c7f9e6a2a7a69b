/** The channel against a server on this machine. */
@NullMarked
package dev.dougong.workflow.message.dingtalk;

import org.jspecify.annotations.NullMarked;
