import { listUsers } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { useDebounced } from "@dougong/kit/lib";
import { TextInput } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

interface PersonPickerProps {
  value: string;
  onChange: (id: string) => void;
}

/** Finds a colleague by name and chooses one. */
export function PersonPicker({ value, onChange }: PersonPickerProps) {
  const { t } = useTranslation("workflow");
  const [words, setWords] = useState("");
  const sought = useDebounced(words.trim(), 250);
  const people = useQuery({
    queryKey: ["users", sought],
    queryFn: ({ signal }) => listUsers(sought, signal),
    placeholderData: (known) => known,
  });
  return (
    <fieldset className="dg-people">
      <legend>{t("person.choose")}</legend>
      <TextInput
        type="search"
        aria-label={t("person.search")}
        placeholder={t("person.search")}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <div className="dg-people-list">
        {people.data?.items.map((person) => (
          <label key={person.id}>
            <input
              type="radio"
              name="person"
              checked={person.id === value}
              onChange={() => onChange(person.id)}
            />
            <span>{person.name}</span>
            <small>{labelText(person.orgUnit?.label)}</small>
          </label>
        ))}
        {people.data?.items.length === 0 && <p>{t("person.nobody")}</p>}
      </div>
    </fieldset>
  );
}
