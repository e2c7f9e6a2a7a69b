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

export interface DragAreaProps {
  /** Keys of what was dragged and of the place where it was let go. */
  onDrop: (item: string, place: string) => void;
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
      onDragEnd={({ canceled, operation: { source, target } }) => {
        if (!canceled && source && target) onDrop(keyOf(source), keyOf(target));
      }}
    >
      {children}
    </DragDropProvider>
  );
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
