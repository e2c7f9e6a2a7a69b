/** Marks routes whose own save bar takes the place of the phone's bottom bar. */
export const editing = "editing";
