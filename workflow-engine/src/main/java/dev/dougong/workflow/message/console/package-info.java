/** The channel for messages to customers where no gateway is set up: they are kept and shown. */
@NullMarked
package dev.dougong.workflow.message.console;

import org.jspecify.annotations.NullMarked;
