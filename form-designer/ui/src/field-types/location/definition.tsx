import {
  asObject,
  asText,
  type FieldDisplayProps,
  type FieldInputProps,
  type FieldTypeDefinition,
  type FieldValue,
  normalNumber,
  operators,
  writeNumber,
} from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";
import { TextInput } from "@dougong/kit/ui";
import { useState } from "react";
import "./location.css";

const part = (value: FieldValue, key: string) => asText(asObject(value)?.[key]);

function text(value: FieldValue): string {
  const address = part(value, "address");
  return address || [part(value, "lat"), part(value, "lng")].filter(Boolean).join(", ");
}

function LocationInput(props: FieldInputProps) {
  const { t } = useTranslation("form");
  const [failure, setFailure] = useState("");

  function change(changed: Record<string, string>) {
    const next = { ...asObject(props.value), ...changed };
    const isEmpty = Object.values(next).every(
      (one) => one === "" || one === null || one === undefined,
    );
    props.onChange(isEmpty ? null : next);
  }

  function locate() {
    setFailure("");
    navigator.geolocation?.getCurrentPosition(
      ({ coords }) => change({ lat: coords.latitude.toFixed(6), lng: coords.longitude.toFixed(6) }),
      () => setFailure(t("location.failed")),
    );
  }

  const input = (key: "address" | "lat" | "lng") => (
    <TextInput
      id={key === "address" ? props.id : `${props.id}-${key}`}
      aria-label={t(`location.${key}`)}
      placeholder={t(`location.${key}`)}
      inputMode={key === "address" ? "text" : "decimal"}
      value={part(props.value, key)}
      readOnly={props.isReadOnly}
      aria-invalid={props.isInvalid}
      aria-describedby={props.describedBy}
      onBlur={props.onBlur}
      onChange={(event) => change({ [key]: event.target.value })}
    />
  );
  return (
    <div className="dg-location">
      {input("address")}
      {input("lat")}
      {input("lng")}
      {!props.isReadOnly && (
        <button type="button" onClick={locate}>
          {t("location.here")}
        </button>
      )}
      {failure && <span role="alert">{failure}</span>}
    </div>
  );
}

function write(value: FieldValue): unknown {
  const address = part(value, "address");
  return {
    lng: writeNumber(part(value, "lng")),
    lat: writeNumber(part(value, "lat")),
    ...(address === "" ? {} : { address }),
  };
}

function isWithin(value: FieldValue, key: string, limit: number): boolean {
  const digits = normalNumber(part(value, key));
  return digits !== null && Math.abs(Number(digits)) <= limit;
}

function Place({ value }: FieldDisplayProps) {
  return <span title={`${part(value, "lat")}, ${part(value, "lng")}`}>{text(value)}</span>;
}

export default {
  id: "location",
  Input: LocationInput,
  Display: Place,
  isWide: true,
  isGroup: true,
  width: 180,
  write,
  text,
  check: (value) =>
    isWithin(value, "lat", 90) && isWithin(value, "lng", 180) ? null : { key: "check.location" },
  operators: operators.presence,
} satisfies FieldTypeDefinition;
