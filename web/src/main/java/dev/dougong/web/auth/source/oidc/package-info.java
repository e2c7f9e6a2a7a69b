/** OpenID Connect: any provider with discovery. */
@NullMarked
package dev.dougong.web.auth.source.oidc;

import org.jspecify.annotations.NullMarked;
