/** WeCom (企业微信): members of a company. */
@NullMarked
package dev.dougong.web.auth.source.wecom;

import org.jspecify.annotations.NullMarked;
