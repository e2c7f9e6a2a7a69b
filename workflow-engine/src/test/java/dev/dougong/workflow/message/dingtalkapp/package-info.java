/** The channel against a server on this machine. */
@NullMarked
package dev.dougong.workflow.message.dingtalkapp;

import org.jspecify.annotations.NullMarked;
