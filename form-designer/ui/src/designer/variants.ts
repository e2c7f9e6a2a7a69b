import type { Variant } from "./model.ts";

/** What the palette offers as new fields: types, and ready variants of them. */
export const variants: readonly Variant[] = [
  { id: "text", type: "text", label: { zh: "文本", en: "Text" } },
  { id: "longText", type: "longText", label: { zh: "多行文本", en: "Long text" } },
  { id: "phone", type: "phone", label: { zh: "手机号", en: "Phone" } },
  { id: "email", type: "email", label: { zh: "邮箱", en: "E-mail" } },
  {
    id: "choice",
    type: "choice",
    label: { zh: "单选", en: "Choice" },
    options: {
      options: [
        { value: "option1", label: { zh: "选项 1", en: "Option 1" } },
        { value: "option2", label: { zh: "选项 2", en: "Option 2" } },
      ],
    },
  },
  {
    id: "multiChoice",
    type: "multiChoice",
    label: { zh: "多选", en: "Several choices" },
    options: {
      options: [
        { value: "option1", label: { zh: "选项 1", en: "Option 1" } },
        { value: "option2", label: { zh: "选项 2", en: "Option 2" } },
      ],
    },
  },
  { id: "boolean", type: "boolean", label: { zh: "是/否", en: "Yes or no" } },
  { id: "integer", type: "integer", label: { zh: "整数", en: "Whole number" } },
  { id: "decimal", type: "decimal", label: { zh: "小数", en: "Number" } },
  { id: "money", type: "money", label: { zh: "金额", en: "Amount" } },
  { id: "percent", type: "percent", label: { zh: "百分比", en: "Percentage" } },
  { id: "date", type: "date", label: { zh: "日期", en: "Date" } },
  { id: "dateTime", type: "dateTime", label: { zh: "日期时间", en: "Date and time" } },
  { id: "rating", type: "rating", label: { zh: "评分", en: "Rating" } },
  { id: "tags", type: "tags", label: { zh: "标签", en: "Tags" } },
  { id: "url", type: "url", label: { zh: "网址", en: "Web address" } },
  { id: "image", type: "image", label: { zh: "图片", en: "Picture" } },
  { id: "file", type: "file", label: { zh: "附件", en: "File" } },
];

export const variantOf = (id: string): Variant | undefined =>
  variants.find((variant) => variant.id === id);
