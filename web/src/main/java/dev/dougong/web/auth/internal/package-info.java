/** What of a request tells who it is from: its cookies. Called by who signs in and who asks. */
@NullMarked
package dev.dougong.web.auth.internal;

import org.jspecify.annotations.NullMarked;
