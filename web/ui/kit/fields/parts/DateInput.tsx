import { lazy, Suspense } from "react";
import { useCoarsePointer } from "../../lib/index.ts";
import { TextInput } from "../../ui/index.ts";

import { asText } from "../values.ts";
import type { DateInputProps } from "./dateInputProps.ts";

const PcDate = lazy(() => import("./PcDate.tsx"));

const nativeTypes = { date: "date", time: "time", dateTime: "datetime-local" };

/** Values are local ISO text: `2026-11-22`, `09:30`, `2026-11-22T09:30`. */
export function DateInput(props: DateInputProps) {
  const isCoarse = useCoarsePointer();
  if (!isCoarse) {
    return (
      <Suspense fallback={<div className="dg-input" aria-hidden />}>
        <PcDate {...props} />
      </Suspense>
    );
  }
  return (
    <TextInput
      type={nativeTypes[props.picks]}
      id={props.id}
      value={asText(props.value)}
      readOnly={props.isReadOnly}
      aria-invalid={props.isInvalid}
      aria-required={props.isRequired}
      aria-describedby={props.describedBy}
      onBlur={props.onBlur}
      onChange={(event) => props.onChange(event.target.value || null)}
    />
  );
}
