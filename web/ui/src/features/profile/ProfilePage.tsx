import { useWorkspace } from "@dougong/kit/api";

export function ProfilePage() {
  const { session } = useWorkspace();
  return <h1>{session.user.name}</h1>;
}
