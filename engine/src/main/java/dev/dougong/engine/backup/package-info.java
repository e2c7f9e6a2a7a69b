/**
 * A workspace as one stream of bytes, and a workspace made of it again. Rows, files, documents and
 * executions go in by tables; the schema is made by our own migrations and {@code TableDdl}, never
 * by statements of the backup. Programs and administrators call it; encryption is theirs.
 */
@NullMarked
package dev.dougong.engine.backup;

import org.jspecify.annotations.NullMarked;
