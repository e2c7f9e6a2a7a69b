/** Messages of an app of a company in DingTalk (钉钉工作通知). */
@NullMarked
package dev.dougong.workflow.message.dingtalkapp;

import org.jspecify.annotations.NullMarked;
