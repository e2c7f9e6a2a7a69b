import { useDragItem } from "@dougong/kit/dnd";

/** What can be put into a form or view: a click adds it, dragging says where. */
export function PaletteItem(props: { item: string; label: string; onPick: () => void }) {
  const { ref } = useDragItem(props.item);
  return (
    <li>
      <button ref={ref} type="button" className="dg-designer-item" onClick={props.onPick}>
        {props.label}
      </button>
    </li>
  );
}
