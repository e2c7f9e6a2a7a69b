/** A program that knows us by a token. */
@NullMarked
package dev.dougong.workflow.message.service;

import org.jspecify.annotations.NullMarked;
