/** Who calls: sessions, API keys, passwords, and the policy of every endpoint. */
@NullMarked
package dev.dougong.web.auth;

import org.jspecify.annotations.NullMarked;
