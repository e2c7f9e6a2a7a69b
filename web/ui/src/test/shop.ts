import type { MetadataSnapshot } from "@dougong/kit/api";

/** A small shop: customers with unique phones, and sales with lines. */
export const shop: MetadataSnapshot = {
  version: 1,
  entities: [
    {
      key: "customer",
      label: "客户",
      title: "name",
      naturalKey: ["phone"],
      rights: { create: true, update: true, delete: true },
      fields: [
        { key: "name", type: "text", label: "姓名", required: true, search: true },
        {
          key: "phone",
          type: "phone",
          label: "手机号",
          required: true,
          unique: true,
          search: true,
        },
        {
          key: "level",
          type: "choice",
          label: "会员等级",
          options: [
            { value: "gold", label: "金卡", color: "gold" },
            { value: "silver", label: "银卡" },
          ],
        },
        { key: "idNumber", type: "text", label: "身份证号", right: "read" },
      ],
    },
    {
      key: "sale",
      label: "销售单",
      title: "number",
      fields: [
        { key: "number", type: "autoNumber", label: "单号" },
        { key: "customer", type: "reference", label: "客户", entity: "customer", required: true },
        {
          key: "items",
          type: "table",
          label: "明细",
          fields: [
            { key: "name", type: "text", label: "商品", required: true },
            { key: "price", type: "money", label: "单价" },
          ],
        },
      ],
    },
  ],
};
