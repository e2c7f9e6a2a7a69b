/** Messages of an app of a company in WeCom (企业微信应用消息). */
@NullMarked
package dev.dougong.workflow.message.wecomapp;

import org.jspecify.annotations.NullMarked;
