import { fetchRegions, type Region } from "@dougong/kit/api";
import {
  asObject,
  asText,
  type FieldDisplayProps,
  type FieldInputProps,
  type FieldTypeDefinition,
  type FieldValue,
  operators,
} from "@dougong/kit/fields";
import { useTranslation } from "@dougong/kit/i18n";
import { NativeSelect } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import "./region.css";

const useRegions = () =>
  useQuery({ queryKey: ["regions"], queryFn: fetchRegions, staleTime: Infinity, gcTime: Infinity });

const codeOf = (value: FieldValue) => asText(asObject(value)?.["code"] ?? value);

/** The regions from province down to the code; empty when the code is not known. */
export function pathTo(code: string, regions: readonly Region[]): Region[] {
  for (const region of regions) {
    if (region.code === code) return [region];
    const below = pathTo(code, region.children ?? []);
    if (below.length > 0) return [region, ...below];
  }
  return [];
}

/** Levels that exist in the list of codes only; nobody says them. */
const placeholder = /^(市辖区|县|(省|自治区)直辖县级行政区划)$/;

function RegionName({ value }: FieldDisplayProps) {
  const regions = useRegions();
  const names = pathTo(codeOf(value), regions.data ?? []).map((region) => region.name);
  const said = names.filter(
    (name, place) => names.indexOf(name) === place && !placeholder.test(name),
  );
  return <>{said.length > 0 ? said.join(" ") : codeOf(value)}</>;
}

function RegionInput(props: FieldInputProps) {
  const { t } = useTranslation("form");
  const regions = useRegions();
  const path = pathTo(codeOf(props.value), regions.data ?? []);
  const levels: Region[][] = [regions.data ?? []];
  for (const region of path) if (region.children?.length) levels.push(region.children);
  const names = ["province", "city", "district"] as const;
  return (
    <div className="dg-region">
      {names.map((name, level) => (
        <NativeSelect
          key={name}
          id={level === 0 ? props.id : `${props.id}-${name}`}
          aria-label={t(`region.${name}`)}
          aria-invalid={props.isInvalid}
          aria-describedby={props.describedBy}
          disabled={props.isReadOnly || !levels[level]}
          value={path[level]?.code ?? ""}
          onBlur={props.onBlur}
          onChange={(event) =>
            props.onChange(event.target.value || (path[level - 1]?.code ?? null))
          }
        >
          <option value="">{t(`region.${name}`)}</option>
          {(levels[level] ?? []).map((region) => (
            <option key={region.code} value={region.code}>
              {region.name}
            </option>
          ))}
        </NativeSelect>
      ))}
    </div>
  );
}

export default {
  id: "region",
  Input: RegionInput,
  Display: RegionName,
  isGroup: true,
  width: 180,
  text: codeOf,
  write: codeOf,
  operators: operators.presence,
} satisfies FieldTypeDefinition;
