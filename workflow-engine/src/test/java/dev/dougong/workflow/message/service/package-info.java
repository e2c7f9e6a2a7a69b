/** The channel against a server on this machine. */
@NullMarked
package dev.dougong.workflow.message.service;

import org.jspecify.annotations.NullMarked;
