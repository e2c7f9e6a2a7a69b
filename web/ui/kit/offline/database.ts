import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { WaitingEntry, WaitingStore } from "./entry.ts";

interface Copy {
  name: string;
  text: string;
}

interface OfflineSchema extends DBSchema {
  entries: { key: string; value: WaitingEntry; indexes: { user: string } };
  copies: { key: string; value: Copy };
}

let opened: Promise<IDBPDatabase<OfflineSchema>> | undefined;

function database(): Promise<IDBPDatabase<OfflineSchema>> {
  opened ??= openDB<OfflineSchema>("dougong", 1, {
    upgrade(fresh) {
      fresh.createObjectStore("entries", { keyPath: "key" }).createIndex("user", "user");
      fresh.createObjectStore("copies", { keyPath: "name" });
    },
    blocking: () => void forgetConnection(),
    terminated: () => {
      opened = undefined;
    },
  });
  return opened;
}

async function forgetConnection(): Promise<void> {
  const before = await opened;
  opened = undefined;
  before?.close();
}

const inOrder = (a: WaitingEntry, b: WaitingEntry) =>
  a.at === b.at ? a.key.localeCompare(b.key) : a.at.localeCompare(b.at);

/** Entries in the browser's own database: they survive a reload and a flat battery. */
export const waitingStore: WaitingStore = {
  list: async (user) =>
    (await (await database()).getAllFromIndex("entries", "user", user)).toSorted(inOrder),
  find: async (key) => (await database()).get("entries", key),
  put: async (entry) => {
    await (await database()).put("entries", entry);
  },
  remove: async (key) => {
    await (await database()).delete("entries", key);
  },
};

export async function readCopy(name: string): Promise<string | null> {
  return (await (await database()).get("copies", name))?.text ?? null;
}

export async function writeCopy(name: string, text: string): Promise<void> {
  await (await database()).put("copies", { name, text });
}

export async function removeCopies(): Promise<void> {
  await (await database()).clear("copies");
}
