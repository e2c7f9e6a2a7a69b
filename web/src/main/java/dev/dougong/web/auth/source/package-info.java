/**
 * Signing in by an account of another place: each kind of place in its folder tells where to send a
 * browser and who came back; who that is here, and with which rights, is decided here.
 */
@NullMarked
package dev.dougong.web.auth.source;

import org.jspecify.annotations.NullMarked;
