import { Bones } from "@dougong/kit/ui";

export function PageBones() {
  return (
    <div style={{ maxWidth: 720, margin: "0 auto", padding: 24 }}>
      <Bones lines={8} />
    </div>
  );
}
