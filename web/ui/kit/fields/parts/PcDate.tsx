import { DatePicker, TimePicker } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import "dayjs/locale/zh-cn";
import { asText } from "../values.ts";
import type { DateInputProps } from "./dateInputProps.ts";

const shown = { date: "YYYY-MM-DD", time: "HH:mm", dateTime: "YYYY-MM-DD HH:mm" };
const kept = { date: "YYYY-MM-DD", time: "HH:mm", dateTime: "YYYY-MM-DDTHH:mm" };

function toDayjs(text: string, picks: DateInputProps["picks"]): Dayjs | null {
  if (text === "") return null;
  const day = dayjs(picks === "time" ? `2000-01-01T${text}` : text);
  return day.isValid() ? day : null;
}

/** antd's pickers, loaded only where a mouse points; dates may be typed as well. */
export default function PcDate(props: DateInputProps) {
  const { picks } = props;
  const common = {
    id: props.id,
    value: toDayjs(asText(props.value), picks),
    disabled: props.isReadOnly === true,
    style: { width: "100%" },
    format: shown[picks],
    getPopupContainer: (trigger: HTMLElement) => trigger.parentElement ?? document.body,
    "aria-required": props.isRequired,
    "aria-describedby": props.describedBy,
    ...(props.isInvalid ? { status: "error" as const } : {}),
    onBlur: () => props.onBlur?.(),
    onChange: (day: Dayjs | null) => props.onChange(day ? day.format(kept[picks]) : null),
  };
  if (picks === "time") return <TimePicker {...common} needConfirm={false} minuteStep={5} />;
  return (
    <DatePicker
      {...common}
      needConfirm={false}
      {...(picks === "dateTime" ? { showTime: { format: "HH:mm", minuteStep: 5 as const } } : {})}
    />
  );
}
