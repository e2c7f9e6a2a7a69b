/** A service that answers in JSON, for syncs. */
@NullMarked
package dev.dougong.workflow.message.service;

import org.jspecify.annotations.NullMarked;
