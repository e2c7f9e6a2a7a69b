/** Host names as somebody typed them, with anything between them. */
export const namesIn = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s,，、;；]+/u)
    .filter(Boolean);
