/** DingTalk (钉钉): members of a company. */
@NullMarked
package dev.dougong.web.auth.source.dingtalk;

import org.jspecify.annotations.NullMarked;
