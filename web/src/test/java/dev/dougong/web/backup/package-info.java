/** Tests of backups as files. */
@NullMarked
package dev.dougong.web.backup;

import org.jspecify.annotations.NullMarked;
