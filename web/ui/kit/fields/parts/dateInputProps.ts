import type { FieldInputProps } from "../definition.ts";

export interface DateInputProps extends FieldInputProps {
  picks: "date" | "time" | "dateTime";
}
