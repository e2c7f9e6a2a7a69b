import { ApiProblem, type ProblemEntry, problemText } from "@dougong/kit/api";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, Dialog, ErrorState, NativeSelect, Notice, showToast } from "@dougong/kit/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useId, useState } from "react";
import {
  fetchProposal,
  type MoveProposal,
  moveRun,
  moveRuns,
  type NodeMap,
  runKeys,
} from "./api.ts";
import { nodeOf } from "./model.ts";
import "./texts.ts";

interface MoveDialogProps {
  workflow: string;
  version: string;
  /** The only run that is moved; null for all of the version. */
  run: string | null;
  onClose: () => void;
}

/** What came of a move so far. */
interface Told {
  moved: number;
  refused: number;
  reasons: string[];
  isTrial: boolean;
}

const textsOf = (problems: readonly ProblemEntry[]): string[] => problems.map(problemText);

/** Runs over the pages of a version; what stays is told once for each reason. */
async function moveAll(
  { workflow, version }: MoveDialogProps,
  map: NodeMap,
  isTrial: boolean,
  onTold: (told: Told) => void,
): Promise<Told> {
  let told: Told = { moved: 0, refused: 0, reasons: [], isTrial };
  let after: string | null = null;
  do {
    // oxlint-disable-next-line no-await-in-loop -- each page begins behind the one before
    const page = await moveRuns(workflow, version, { map, after, trial: isTrial });
    const reasons = page.reasons.flatMap(({ problems }) => textsOf(problems));
    told = {
      moved: told.moved + page.moved,
      refused: told.refused + page.refused,
      reasons: [...new Set([...told.reasons, ...reasons])],
      isTrial,
    };
    onTold(told);
    after = page.next;
  } while (after !== null);
  return told;
}

/** Moves open runs of an older version to the published one: which step goes on in which? */
export function MoveDialog(props: MoveDialogProps) {
  const { t } = useTranslation("workflowDesign");
  const { workflow, version, run, onClose } = props;
  const queries = useQueryClient();
  const [own, setOwn] = useState<NodeMap>({});
  const [told, setTold] = useState<Told | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const found = useQuery({
    queryKey: runKeys.proposal(workflow, version),
    queryFn: () => fetchProposal(workflow, version),
  });
  const map = { ...found.data?.map, ...own };
  const act = async (deed: () => Promise<void>) => {
    setIsBusy(true);
    try {
      await deed();
    } catch (error) {
      const reasons = error instanceof ApiProblem ? textsOf(error.entries) : [];
      if (reasons.length > 0) setTold({ moved: 0, refused: 1, reasons, isTrial: false });
      else showToast({ text: error instanceof Error ? error.message : "", tone: "error" });
    } finally {
      setIsBusy(false);
    }
  };
  const move = () =>
    act(async () => {
      const done = run
        ? await moveRun(run, map).then(() => ({ moved: 1, refused: 0 }))
        : await moveAll(props, map, false, setTold);
      await queries.invalidateQueries({ queryKey: runKeys.all });
      showToast({ text: t("move.done", { count: done.moved }), tone: "success" });
      if (done.refused === 0) onClose();
    });
  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={t(run ? "move.one" : "move.all")}
      footer={
        <>
          <Button onClick={onClose}>{t("move.close")}</Button>
          {!run && (
            <Button
              disabled={!found.data || isBusy}
              onClick={() =>
                void act(async () => {
                  await moveAll(props, map, true, setTold);
                })
              }
            >
              {t("move.check")}
            </Button>
          )}
          <Button
            type="primary"
            loading={isBusy}
            disabled={!found.data}
            onClick={() => void move()}
          >
            {t("move.act")}
          </Button>
        </>
      }
    >
      {found.error && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Bones lines={4} />}
      {found.data && (
        <Rows
          proposal={found.data}
          map={map}
          onSet={(node, target) => setOwn({ ...own, [node]: target })}
        />
      )}
      {told && <Outcome told={told} />}
    </Dialog>
  );
}

interface RowsProps {
  proposal: MoveProposal;
  map: NodeMap;
  onSet: (node: string, target: string) => void;
}

/** The steps at which runs stand, each with the step in which it goes on. */
function Rows({ proposal, map, onSet }: RowsProps) {
  const { t } = useTranslation("workflowDesign");
  const { t: typeText } = useTranslation("workflowTypes");
  const id = useId();
  const { document, published, open } = proposal;
  const nameIn = (of: typeof document, node: string): string => {
    const known = nodeOf(of, node);
    return known
      ? labelText(
          known["label"] as never,
          `${typeText(`node.${known.type}.name`, { defaultValue: known.type })} (${node})`,
        )
      : node;
  };
  const rows = document.nodes.filter((node) => (open[node.id] ?? 0) > 0);
  return (
    <div className="dg-flow-move">
      <p>{t("move.about")}</p>
      {rows.map((node) => (
        <div key={node.id} className="dg-flow-option">
          <label htmlFor={`${id}-${node.id}`}>
            {t("move.row", { step: nameIn(document, node.id), count: open[node.id] ?? 0 })}
          </label>
          <NativeSelect
            id={`${id}-${node.id}`}
            value={map[node.id] ?? ""}
            onChange={({ target }) => onSet(node.id, target.value)}
          >
            {map[node.id] === undefined && <option value="">{t("usual.choose")}</option>}
            {published.nodes.map((one) => (
              <option key={one.id} value={one.id}>
                {nameIn(published, one.id)}
              </option>
            ))}
          </NativeSelect>
        </div>
      ))}
    </div>
  );
}

function Outcome({ told }: { told: Told }) {
  const { t } = useTranslation("workflowDesign");
  return (
    <div role="status" className="dg-flow-move">
      {(told.moved > 0 || told.isTrial) && (
        <p>{t(told.isTrial ? "move.fit" : "move.done", { count: told.moved })}</p>
      )}
      {told.refused > 0 && <p>{t("move.stay", { count: told.refused })}</p>}
      {told.reasons.map((reason) => (
        <Notice key={reason}>{reason}</Notice>
      ))}
    </div>
  );
}
