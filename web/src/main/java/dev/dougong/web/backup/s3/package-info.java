/**
 * A bucket of an S3-compatible store as the second place of backups. Settings of the machine come
 * in; the library that speaks the protocol is known here only, and loaded with the first call.
 */
@NullMarked
package dev.dougong.web.backup.s3;

import org.jspecify.annotations.NullMarked;
