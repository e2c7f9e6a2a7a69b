import { useWorkspace } from "@dougong/kit/api";
import { freeDocumentKey, loadDocument } from "@dougong/kit/designer";
import { labelText, useTranslation } from "@dougong/kit/i18n";
import { Bones, ErrorState, NativeSelect } from "@dougong/kit/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useId, useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { Editor } from "./Editor.tsx";
import { useFlowSources } from "./flow.ts";
import { newWorkflow, type WorkflowDocument } from "./model.ts";
import { newTrigger } from "./useFlowDeeds.ts";
import "./texts.ts";
import "./flow.css";
import "./runs.css";

/** Opens a workflow for changing; opening changes nothing. */
export function WorkflowDesignerPage() {
  const { t } = useTranslation("workflowDesign");
  const { workflow = "" } = useParams();
  const [search] = useSearchParams();
  const { metadata } = useWorkspace();
  const sources = useFlowSources();
  const trigger = search.get("new");
  const begin =
    trigger === null
      ? null
      : (): WorkflowDocument =>
          newWorkflow(
            workflow,
            { zh: t("newName", { lng: "zh" }), en: t("newName", { lng: "en" }) },
            newTrigger(trigger, search.get("entity"), { metadata }),
          );
  const loaded = useQuery({
    queryKey: ["design", "workflow", workflow],
    queryFn: async () => {
      const { draft, published, revision, ...rest } = await loadDocument(
        "workflow",
        workflow,
        begin,
      );
      return {
        ...rest,
        draft: { workflow: draft },
        revisions: { workflow: revision },
        published: published ? { workflow: published } : null,
      };
    },
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const error = loaded.error ?? sources.error;
  if (error) return <ErrorState error={error} onRetry={() => void loaded.refetch()} isPage />;
  if (!loaded.data || !sources.data) return <Bones lines={12} />;
  return <Editor key={workflow} loaded={loaded.data} sources={sources.data} />;
}

/** Which records a new workflow is about, and what starts it, in sentences. */
export function NewWorkflowPage() {
  const { t } = useTranslation("workflowDesign");
  const { t: typeText } = useTranslation("workflowTypes");
  const { metadata } = useWorkspace();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const sources = useFlowSources();
  const id = useId();
  const entities = [...metadata.entities.values()];
  const [entity, setEntity] = useState(search.get("entity") ?? entities[0]?.key ?? "");
  const start = useMutation({
    mutationFn: () => freeDocumentKey("workflow", `${entity}Workflow`),
  });
  useEffect(() => {
    document.title = t("newTitle");
  }, [t]);
  const error = sources.error ?? start.error;
  if (error) return <ErrorState error={error} onRetry={() => void sources.refetch()} isPage />;
  if (!sources.data) return <Bones lines={8} />;
  const about = labelText(metadata.entity(entity)?.label, entity);
  const begin = async (type: string) => {
    const key = await start.mutateAsync();
    void navigate(`/design/workflow/${key}?new=${type}&entity=${entity}`, { replace: true });
  };
  return (
    <div className="dg-designer dg-flow-new">
      <header className="dg-page-head">
        <h1>{t("newTitle")}</h1>
      </header>
      <div className="dg-flow-option">
        <label htmlFor={id}>{t("newAbout")}</label>
        <NativeSelect id={id} value={entity} onChange={({ target }) => setEntity(target.value)}>
          {entities.map(({ key, label }) => (
            <option key={key} value={key}>
              {labelText(label, key)}
            </option>
          ))}
        </NativeSelect>
      </div>
      <h2>{t("newStart")}</h2>
      <ul className="dg-flow-starts">
        {sources.data.types.triggers.map((type) => (
          <li key={type.id}>
            <button
              type="button"
              className="dg-flow-start"
              disabled={start.isPending}
              onClick={() => void begin(type.id)}
            >
              <strong>{typeText(`trigger.${type.id}.name`, { defaultValue: type.id })}</strong>
              <span>
                {typeText(`trigger.${type.id}.about`, { entity: about, defaultValue: "" })}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
