@NullMarked
package dev.dougong.web.auth.source.oidc;

import org.jspecify.annotations.NullMarked;
