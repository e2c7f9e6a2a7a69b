export const slice = "form";
