import type { DraftEditing } from "@dougong/kit/designer";
import type { FieldMetadata } from "@dougong/kit/api";
import { useDropPlace } from "@dougong/kit/dnd";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Button } from "antd";
import { useForm } from "react-hook-form";
import type { FormValues } from "../runtime/FormField.tsx";
import { CanvasField } from "./CanvasField.tsx";
import { type Draft, keyOf, type Labels, type SectionDocument, setSection } from "./model.ts";
import "../runtime/RecordForm.css";

export interface CanvasProps {
  draft: Draft;
  fields: ReadonlyMap<string, FieldMetadata>;
  chosen: string | null;
  editing: DraftEditing<Draft>;
  onChoose: (key: string) => void;
  onStep: (key: string, direction: -1 | 1) => void;
  onTakeOut: (key: string) => void;
  onAddSection: () => void;
}

/** The form as it will be, drawn by what draws it for staff. */
export function Canvas(props: CanvasProps) {
  const { draft, editing } = props;
  const { t } = useTranslation("designer");
  const { control } = useForm<FormValues>();
  return (
    <section className="dg-designer-canvas" aria-label={t("canvas")}>
      {draft.form.layout.map((section, at) => (
        <div
          // oxlint-disable-next-line react/no-array-index-key -- sections have no other identity
          key={at}
          className="dg-form-section"
        >
          <SectionTitle
            section={section}
            number={at + 1}
            onTitle={(title) =>
              editing.act(
                t("step.sectionTitle"),
                setSection(draft, at, "section", { ...section.section, zh: title }),
                `section ${at}`,
              )
            }
            onLeave={editing.seal}
          />
          <div
            className={(section.columns ?? 1) > 1 ? "dg-form-grid dg-form-columns" : "dg-form-grid"}
          >
            {section.fields.map((placed, index) => {
              const key = keyOf(placed);
              const field = props.fields.get(key);
              return (
                field && (
                  <CanvasField
                    key={key}
                    field={field}
                    span={typeof placed === "string" ? 1 : (placed.span ?? 1)}
                    place={`${at}:${index}`}
                    control={control}
                    isChosen={props.chosen === key}
                    onChoose={() => props.onChoose(key)}
                    onStep={(direction) => props.onStep(key, direction)}
                    onTakeOut={() => props.onTakeOut(key)}
                  />
                )
              );
            })}
            <SectionEnd
              place={`${at}:${section.fields.length}`}
              isEmpty={section.fields.length === 0}
            />
          </div>
        </div>
      ))}
      <Button onClick={props.onAddSection}>{t("addSection")}</Button>
    </section>
  );
}

interface SectionTitleProps {
  section: SectionDocument;
  number: number;
  onTitle: (title: string) => void;
  onLeave: () => void;
}

function SectionTitle({ section, number, onTitle, onLeave }: SectionTitleProps) {
  const { t } = useTranslation("designer");
  const title: Labels = section.section ?? {};
  return (
    <input
      className="dg-designer-section"
      aria-label={`${t("section", { number })} ${t("sectionTitle")}`}
      placeholder={labelText(section.section, t("section", { number }))}
      value={title.zh ?? ""}
      onChange={(event) => onTitle(event.target.value)}
      onBlur={onLeave}
    />
  );
}

function SectionEnd({ place, isEmpty }: { place: string; isEmpty: boolean }) {
  const { t } = useTranslation("designer");
  const { ref, isDropTarget } = useDropPlace(place);
  return (
    <div
      ref={ref}
      className={isDropTarget ? "dg-designer-end dg-designer-target" : "dg-designer-end"}
      data-place={place}
    >
      {isEmpty && t("emptySection")}
    </div>
  );
}
