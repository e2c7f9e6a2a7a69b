import { useQuery } from "@tanstack/react-query";
import { fetchChartTypes } from "./charts.ts";

/** The types of charts that there are; they change with the build only. */
export const useChartTypes = () =>
  useQuery({
    queryKey: ["chart-type-shapes"],
    queryFn: fetchChartTypes,
    staleTime: Number.POSITIVE_INFINITY,
  });
