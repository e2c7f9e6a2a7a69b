import { ApiProblem, problemText } from "@dougong/kit/api";
import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { Notice } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { type DragEvent, useId, useState } from "react";
import { Link } from "react-router";
import { bringFile, type ImportState, recentImports } from "./api.ts";
import { CountTags } from "./CountTags.tsx";

export interface UploadStepProps {
  entity: string;
  onBrought: (state: ImportState) => void;
}

/** A file is dropped or chosen. */
export function UploadStep({ entity, onBrought }: UploadStepProps) {
  const { t } = useTranslation("import");
  const inputId = useId();
  const [reading, setReading] = useState("");
  const [isOver, setIsOver] = useState(false);
  const [wrong, setWrong] = useState("");
  async function bring(file: File | undefined) {
    if (!file || reading) return;
    setReading(file.name);
    setWrong("");
    try {
      onBrought(await bringFile(entity, file));
    } catch (error) {
      setWrong(failureText(error));
      setReading("");
    }
  }
  const drag = (event: DragEvent, over: boolean) => {
    event.preventDefault();
    setIsOver(over);
  };
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- a target for the mouse; the button does the same */}
      <div
        className="dg-import-drop"
        data-over={isOver}
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={(event) => {
          drag(event, false);
          void bring(event.dataTransfer.files[0]);
        }}
      >
        {reading ? (
          <p role="status">{t("upload.reading", { name: reading })}</p>
        ) : (
          <>
            <p className="dg-import-drop-text">{t("upload.drop")}</p>
            <input
              id={inputId}
              className="dg-import-file"
              type="file"
              accept=".xlsx,.csv,.txt,.tsv,.vcf"
              onChange={(event) => {
                const file = event.target.files?.[0];
                event.target.value = "";
                void bring(file);
              }}
            />
            <label htmlFor={inputId} className="dg-import-choose">
              {t("upload.choose")}
            </label>
          </>
        )}
        <small>{t("upload.hint")}</small>
      </div>
      {wrong && <Notice>{wrong}</Notice>}
      <RecentImports entity={entity} />
    </>
  );
}

function RecentImports({ entity }: { entity: string }) {
  const { t } = useTranslation("import");
  const recent = useQuery({
    queryKey: ["imports", entity],
    queryFn: () => recentImports(entity),
    staleTime: 0,
  });
  if (!recent.data || recent.data.length === 0) return null;
  return (
    <section className="dg-import-recent">
      <h2>{t("upload.recent")}</h2>
      <ul>
        {recent.data.map((one) => (
          <li key={one.id}>
            <Link to={`?id=${one.id}`}>{one.fileName}</Link>
            <small>{formatInstant(one.at)}</small>
            <CountTags counts={one.counts} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a refusal says, all of it. */
export function failureText(error: unknown): string {
  if (error instanceof ApiProblem && error.entries.length > 0) {
    return error.entries.map(problemText).join("\n");
  }
  return error instanceof Error ? error.message : String(error);
}
