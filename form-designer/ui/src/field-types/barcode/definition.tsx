import {
  asText,
  checkCode,
  checkLength,
  type FieldDisplayProps,
  type FieldInputProps,
  type FieldTypeDefinition,
  isDoubtfulImei,
  operators,
  ScanInput,
} from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";

/** Hand scanners type the code like a keyboard; the camera reads it where there is one. */
function BarcodeInput(props: FieldInputProps) {
  const { t } = useTranslation("fields");
  const isDoubtful = !props.isInvalid && isDoubtfulImei(asText(props.value));
  return (
    <>
      <ScanInput {...props} />
      {isDoubtful && (
        <div className="dg-field-help" role="status">
          {t("scan.doubtful")}
        </div>
      )}
    </>
  );
}

export default {
  id: "barcode",
  Input: BarcodeInput,
  Display: ({ value }: FieldDisplayProps) => <code>{asText(value)}</code>,
  width: 160,
  isSortable: true,
  text: asText,
  check: (value, field) => checkCode(value, field) ?? checkLength(value, field, 100),
  operators: operators.text,
} satisfies FieldTypeDefinition;
