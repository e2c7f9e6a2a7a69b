import { TextInput } from "@dougong/kit/ui";
import { type ReactNode, useId } from "react";
import type { Place } from "./sample.ts";

/** An input with its label. */
export function Labelled({
  label,
  children,
}: {
  label: string;
  children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

interface PlaceInputProps {
  label: string;
  value: string;
  /** Places of the sample, offered while one types. */
  places: readonly Place[];
  onChange: (value: string) => void;
}

/** A place in an item of the other system, with what stands there in the sample. */
export function PlaceInput({ label, value, places, onChange }: PlaceInputProps) {
  const list = useId();
  const example = places.find(({ pointer }) => pointer === value)?.example;
  return (
    <Labelled label={label}>
      {(id) => (
        <>
          <TextInput
            id={id}
            value={value}
            list={list}
            placeholder="/id"
            onChange={({ target }) => onChange(target.value)}
          />
          <datalist id={list}>
            {places.map((one) => (
              <option key={one.pointer} value={one.pointer}>
                {one.example}
              </option>
            ))}
          </datalist>
          {example !== undefined && <div className="dg-syncs-example">{example}</div>}
        </>
      )}
    </Labelled>
  );
}
