/**
 * What hangs on a field or an entity: which documents name it and where, how many records have a
 * value, what else there is. Asked before something is renamed, changed or taken away.
 */
@NullMarked
package dev.dougong.engine.metadata.impact;

import org.jspecify.annotations.NullMarked;
