import { useDragItem } from "@dougong/kit/dnd";
import { useTranslation } from "@dougong/kit/i18n";
import { Dialog, TextInput } from "@dougong/kit/ui";
import { useId, useState } from "react";
import { useFlow } from "./flow.ts";
import { exitPlaces } from "./types.ts";
import { nodeUis } from "./uiTypes.ts";

export interface PaletteProps {
  /** Whether types are offered after which nothing can follow. */
  withLast: boolean;
  isDraggable?: boolean;
  onPick: (type: string) => void;
}

const groups = ["people", "flow", "data", "other"] as const;

interface Offer {
  id: string;
  name: string;
  about: string;
  group: string;
}

function useOffers(withLast: boolean): Offer[] {
  const { types, typeName } = useFlow();
  const { t } = useTranslation("workflowTypes");
  return types.nodes
    .filter(({ goesOn, schema }) => withLast || goesOn || exitPlaces(schema).length > 0)
    .map(({ id }) => ({
      id,
      name: typeName("node", id),
      about: t(`node.${id}.about`, { defaultValue: "" }),
      group: nodeUis.get(id)?.group ?? "other",
    }));
}

/** The types of steps, in groups; found by typing, and the first is taken by Enter. */
export function Palette({ withLast, isDraggable = false, onPick }: PaletteProps) {
  const { t } = useTranslation("workflowDesign");
  const [words, setWords] = useState("");
  const id = useId();
  const sought = words.trim().toLowerCase();
  const found = useOffers(withLast).filter(({ name, about }) =>
    `${name} ${about}`.toLowerCase().includes(sought),
  );
  const ordered = groups.flatMap((group) => found.filter((one) => one.group === group));
  return (
    <>
      <TextInput
        type="search"
        aria-label={t("searchSteps")}
        placeholder={t("searchSteps")}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          const [first] = ordered;
          if (event.key !== "Enter" || event.nativeEvent.isComposing || !first) return;
          event.preventDefault();
          onPick(first.id);
        }}
      />
      {groups.map((group) => {
        const offers = found.filter((one) => one.group === group);
        if (offers.length === 0) return null;
        return (
          <section key={group} aria-labelledby={`${id}-${group}`}>
            <h2 id={`${id}-${group}`}>{t(`group.${group}`)}</h2>
            <ul>
              {offers.map((offer) => (
                <Item key={offer.id} offer={offer} isDraggable={isDraggable} onPick={onPick} />
              ))}
            </ul>
          </section>
        );
      })}
      {found.length === 0 && <p>{t("nothingFound")}</p>}
    </>
  );
}

interface ItemProps extends Pick<PaletteProps, "onPick"> {
  offer: Offer;
  isDraggable: boolean;
}

function Item({ offer, isDraggable, onPick }: ItemProps) {
  const { ref } = useDragItem(`type:${offer.id}`, !isDraggable);
  return (
    <li ref={ref}>
      <button
        type="button"
        className="dg-designer-item"
        title={offer.about}
        onClick={() => onPick(offer.id)}
      >
        {offer.name}
        {!isDraggable && <small>{offer.about}</small>}
      </button>
    </li>
  );
}

export interface AddDialogProps extends Omit<PaletteProps, "isDraggable"> {
  place: string;
  onClose: () => void;
}

/** Asks which step shall stand at a place. */
export function AddDialog({ place, onClose, ...palette }: AddDialogProps) {
  return (
    <Dialog isOpen onClose={onClose} title={place}>
      <div className="dg-flow-palette">
        <Palette {...palette} />
      </div>
    </Dialog>
  );
}
