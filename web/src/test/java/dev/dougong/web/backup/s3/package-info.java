/** A store that speaks S3 and checks signatures, and what is copied to it. */
@NullMarked
package dev.dougong.web.backup.s3;

import org.jspecify.annotations.NullMarked;
