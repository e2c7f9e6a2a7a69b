import { Accessibility, PointerActivationConstraints, PointerSensor } from "@dnd-kit/dom";
import { DragDropProvider, useDraggable, useDroppable } from "@dnd-kit/react";
import { type ReactNode, useId, useMemo } from "react";

/** A mouse drags after a few pixels, a finger after a long press: a swipe still scrolls. */
const pointer = PointerSensor.configure({
  activationConstraints: (event) =>
    event.pointerType === "touch"
      ? [new PointerActivationConstraints.Delay({ value: 250, tolerance: 8 })]
      : [new PointerActivationConstraints.Distance({ value: 5 })],
  preventActivation: (event) =>
    event.target instanceof Element && event.target.closest("[data-undraggable]") !== null,
});

/** Where the corner of what was dragged came to lie, as parts of the place's width and in pixels. */
export interface DropPoint {
  across: number;
  down: number;
}

export interface DragAreaProps {
  /** Keys of what was dragged and of the place where it was let go, and where in that place. */
  onDrop: (item: string, place: string, point: DropPoint) => void;
  children: ReactNode;
}

/**
 * Where things are dragged by mouse and finger. Everything must have another way too, by menu and
 * keys, which says itself what it does: so nothing here takes part in the order of focus.
 */
export function DragArea({ onDrop, children }: DragAreaProps) {
  return (
    <DragDropProvider
      sensors={[pointer]}
      plugins={(plugins) => plugins.filter((plugin) => plugin !== Accessibility)}
      onDragEnd={({ canceled, operation: { source, target, shape } }) => {
        if (canceled || !source || !target) return;
        const corner = shape?.current.boundingRectangle ?? { left: 0, top: 0 };
        onDrop(keyOf(source), keyOf(target), pointIn(target.element, corner));
      }}
    >
      {children}
    </DragDropProvider>
  );
}

function pointIn(place: Element | undefined, corner: { left: number; top: number }): DropPoint {
  const area = place?.getBoundingClientRect();
  if (!area || area.width === 0) return { across: 0, down: 0 };
  return { across: (corner.left - area.left) / area.width, down: corner.top - area.top };
}

const keyOf = ({ data }: { data: Record<string, unknown> }): string => String(data["key"]);

/**
 * What an element means may change while it stands, as the number of its place does; the library
 * must know it by a name that never passes from one element to another.
 */
function useIdentity(key: string) {
  const id = useId();
  const data = useMemo(() => ({ key }), [key]);
  return { id, data };
}

/** Makes an element draggable; give it the ref. */
export function useDragItem(key: string, isDisabled = false) {
  const { ref, isDragging } = useDraggable({ ...useIdentity(key), disabled: isDisabled });
  return { ref, isDragging };
}

/** Makes an element a place to let go; give it the ref. */
export function useDropPlace(key: string, isDisabled = false) {
  const { ref, isDropTarget } = useDroppable({ ...useIdentity(key), disabled: isDisabled });
  return { ref, isDropTarget };
}
