import { useTranslation } from "@dougong/kit/i18n";
import { useId } from "react";

interface FileChoiceProps {
  isBusy: boolean;
  onChoose: (file: File) => void;
}

/** Chooses the zip of a package. */
export function FileChoice({ isBusy, onChoose }: FileChoiceProps) {
  const { t } = useTranslation("packages");
  const id = useId();
  return (
    <div className="dg-packages-file">
      <input
        id={id}
        type="file"
        accept=".zip,application/zip"
        disabled={isBusy}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) onChoose(file);
        }}
      />
      <label htmlFor={id}>{isBusy ? t("busy") : t("choose")}</label>
    </div>
  );
}
