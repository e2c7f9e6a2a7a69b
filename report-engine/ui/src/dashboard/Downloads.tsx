import { DownloadOutlined } from "@ant-design/icons";
import { type Answer, useAnswerTexts } from "@dougong/kit/charts";
import { formatInstant, useTranslation } from "@dougong/kit/i18n";
import { showToast } from "@dougong/kit/ui";
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import type { RefObject } from "react";
import { savePicture, saveTable, sheetOf } from "./download.ts";

interface DownloadsProps {
  answer: Answer;
  title: string;
  tile: RefObject<HTMLElement | null>;
  hasPicture: boolean;
}

/** The numbers as a workbook, and the drawing as a picture. */
export function Downloads({ answer, title, tile, hasPicture }: DownloadsProps) {
  const { t } = useTranslation("report");
  const { t: chart } = useTranslation("charts");
  const texts = useAnswerTexts();
  const name = `${title} ${formatInstant(answer.at, "short").replaceAll(":", "")}`;
  const onError = () => showToast({ text: t("download.failed") });
  const table = useMutation({
    mutationFn: () => saveTable(sheetOf(answer, texts, chart("total")), name),
    onError,
  });
  const picture = useMutation({
    mutationFn: async () => {
      if (!tile.current || !(await savePicture(tile.current, name))) throw new Error("no picture");
    },
    onError,
  });
  return (
    <p className="dg-explain-acts">
      <Button
        icon={<DownloadOutlined aria-hidden />}
        loading={table.isPending}
        onClick={() => table.mutate()}
      >
        {t("download.table")}
      </Button>
      {hasPicture && (
        <Button
          icon={<DownloadOutlined aria-hidden />}
          loading={picture.isPending}
          onClick={() => picture.mutate()}
        >
          {t("download.picture")}
        </Button>
      )}
    </p>
  );
}
