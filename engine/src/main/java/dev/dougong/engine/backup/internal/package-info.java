/** Backups by COPY under one snapshot, and schemas that are made of them. */
@NullMarked
package dev.dougong.engine.backup.internal;

import org.jspecify.annotations.NullMarked;
