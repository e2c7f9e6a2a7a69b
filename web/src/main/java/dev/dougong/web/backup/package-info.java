/**
 * Backups as files: sealed by the keys of the installation, whole or plainly unusable, in one
 * folder. Commands on the server and the administrator's page call it.
 */
@NullMarked
package dev.dougong.web.backup;

import org.jspecify.annotations.NullMarked;
