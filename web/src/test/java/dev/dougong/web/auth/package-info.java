/** Who may come in. */
@NullMarked
package dev.dougong.web.auth;

import org.jspecify.annotations.NullMarked;
