import { parseJson, UnreachableError, writeJson } from "../api/index.ts";
import { readCopy, removeCopies, writeCopy } from "./database.ts";

/**
 * What the server says, and where it does not answer what it said last: only for what the forms
 * need, never for records.
 */
export async function readOrCopy<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    const fresh = await read();
    void writeCopy(name, writeJson(fresh)).catch(() => undefined);
    return fresh;
  } catch (error) {
    if (!(error instanceof UnreachableError)) throw error;
    const text = await readCopy(name).catch(() => null);
    if (text === null) throw error;
    return parseJson(text) as T;
  }
}

/** Whoever comes next at this device finds nothing of the one before. */
export function forgetCopies(): void {
  void removeCopies().catch(() => undefined);
}
