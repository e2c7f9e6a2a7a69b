/** Hands a file to the person, as the browser saves files. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, " ").trim();
  link.click();
  // A browser that is still reading it must find it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
