import type { EntityMetadata } from "@dougong/kit/api";
import type { FieldObject } from "@dougong/kit/fields";
import { useEffect } from "react";
import { useForm, type UseFormReturn } from "react-hook-form";
import type { FormValues } from "./FormField.tsx";

/** The values of a record's form, under the keys that the fields have. */
export function useEntityForm(start: FieldObject, entity: EntityMetadata) {
  const form = useForm<FormValues>({ defaultValues: start });
  useRenamedFields(form, entity);
  return form;
}

/** What was entered under a key that a field had goes on under the one that it has now. */
function useRenamedFields(form: UseFormReturn<FormValues>, entity: EntityMetadata): void {
  const { fields } = entity;
  useEffect(() => {
    const keys = new Set(fields.map(({ key }) => key));
    for (const field of fields) {
      const former = (field["formerKeys"] as string[] | undefined) ?? [];
      for (const key of former) {
        const entered = keys.has(key) ? undefined : form.getValues(key);
        if (entered === undefined) continue;
        form.unregister(key);
        if (form.getValues(field.key) === undefined) form.setValue(field.key, entered);
      }
    }
  }, [fields, form]);
}
