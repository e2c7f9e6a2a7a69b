import { request } from "./client.ts";

export interface StoredFile {
  id: string;
  name: string;
  size: number;
  type: string;
}

/** Uploads one file; the record that names its id decides who may read it. */
export function uploadFile(file: Blob, name: string): Promise<StoredFile> {
  const form = new FormData();
  form.append("file", file, name);
  return request("/api/files", { method: "POST", form });
}

export const fileAddress = (id: string): string => `/api/files/${encodeURIComponent(id)}`;
