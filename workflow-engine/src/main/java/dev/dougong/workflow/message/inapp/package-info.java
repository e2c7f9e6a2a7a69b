/** Notices to colleagues in the application. */
@NullMarked
package dev.dougong.workflow.message.inapp;

import org.jspecify.annotations.NullMarked;
