import { listMentions, mentionsKey } from "@dougong/kit/api";
import { useQuery } from "@tanstack/react-query";

const pollMilliseconds = 60_000;

/** How many of the newest mentions are unseen; asked anew each minute and when the window gets the focus. */
export function useUnseenMentions(): number {
  const mentions = useQuery({
    queryKey: [...mentionsKey, "unseen"],
    queryFn: () => listMentions(),
    refetchInterval: pollMilliseconds,
    refetchOnWindowFocus: true,
    retry: false,
  });
  return mentions.data?.items.filter((mention) => !mention.seen).length ?? 0;
}
