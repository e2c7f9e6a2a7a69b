import {
  type FieldDisplayProps,
  type FieldTypeDefinition,
  operators,
  SwitchInput,
} from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";
import { Chip } from "@dougong/kit/ui";

function YesNo({ value }: FieldDisplayProps) {
  const { t } = useTranslation("fields");
  return value === true ? <Chip text={t("yes")} color="green" /> : <>{t("no")}</>;
}

export default {
  id: "boolean",
  Input: SwitchInput,
  Display: YesNo,
  width: 90,
  isSortable: true,
  text: (value) => (value === true ? "✓" : "✗"),
  operators: operators.boolean,
} satisfies FieldTypeDefinition;
