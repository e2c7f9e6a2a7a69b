import {
  type EntityMetadata,
  type FieldMetadata,
  type OptionMetadata,
  readRecord,
  type RecordJson,
  recordKeys,
} from "../api/index.ts";
import { labelText, useTranslation } from "../i18n/index.ts";
import { showToast, undoMilliseconds } from "../ui/index.ts";
import { moveComplaint, patchPlace, useTurns, writable } from "../views/index.ts";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { askedBefore, type Faults, faultsOf } from "./faults.ts";

type Values = Readonly<Record<string, unknown>>;

/** What the server wants to know before the record may go to a stage. */
export interface StageQuestion {
  record: RecordJson;
  to: OptionMetadata;
  faults: Faults;
}

const nameOf = (stage: OptionMetadata) => labelText(stage.label, stage.value);

/** Moves one record from stage to stage. */
export function useStageMove(entity: EntityMetadata, field: FieldMetadata, record: RecordJson) {
  const { t } = useTranslation("moves");
  const queries = useQueryClient();
  const inTurn = useTurns();
  const [asked, setAsked] = useState<StageQuestion | null>(null);
  const [isMoving, setIsMoving] = useState(false);

  async function write(from: RecordJson, values: Values): Promise<RecordJson> {
    const before = { [field.key]: from[field.key] };
    const saved = await patchPlace(entity.key, from, before, values);
    return { ...from, ...saved };
  }

  /** Says whether it went through; asks where the server wants to know more. */
  async function go(from: RecordJson, to: OptionMetadata, more: Values, known: Faults) {
    setIsMoving(true);
    try {
      const saved = await write(from, { ...more, [field.key]: to.value });
      setAsked(null);
      const changed = [field.key, ...Object.keys(more)];
      const before = Object.fromEntries(changed.map((key) => [key, writable(from[key])]));
      showToast({
        text: t("moved", { to: nameOf(to) }),
        milliseconds: undoMilliseconds,
        action: {
          text: t("undo"),
          run: () => void inTurn(saved, (newest) => back(newest, before)),
        },
      });
      return saved;
    } catch (error) {
      const faults = faultsOf(error, entity, field);
      if (faults) {
        const newest = await readRecord(entity.key, from.id);
        setAsked({ record: newest, to, faults: askedBefore(known, faults) });
      } else {
        setAsked(null);
        showToast({ text: moveComplaint(error, t), tone: "error" });
      }
      return null;
    } finally {
      setIsMoving(false);
      await queries.invalidateQueries({ queryKey: recordKeys.entity(entity.key) });
    }
  }

  async function back(from: RecordJson, before: Values) {
    const stage = field.stages?.find((one) => one.value === before[field.key]);
    try {
      const saved = await write(from, before);
      showToast({ text: t("movedBack", { to: stage ? nameOf(stage) : "" }) });
      return saved;
    } catch (error) {
      showToast({ text: moveComplaint(error, t), tone: "error" });
      return null;
    } finally {
      await queries.invalidateQueries({ queryKey: recordKeys.entity(entity.key) });
    }
  }

  return {
    asked,
    isMoving,
    move: (to: OptionMetadata) => void inTurn(record, (newest) => go(newest, to, {}, {})),
    answer: (values: Values) => {
      if (!asked) return;
      void inTurn(asked.record, (newest) => go(newest, asked.to, values, asked.faults));
    },
    close: () => setAsked(null),
  };
}
