import {
  fetchMetadata,
  fetchSession,
  type MetadataSnapshot,
  statusOf,
  useWorkspace,
  WorkspaceProvider,
} from "@dougong/kit/api";
import { suggestLanguage, useLanguage, useTranslation } from "@dougong/kit/i18n";
import { useIsPhone } from "@dougong/kit/lib";
import { readOrCopy } from "@dougong/kit/offline";
import { ErrorState } from "@dougong/kit/ui";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { Outlet, ScrollRestoration, useMatches } from "react-router";
import { PageBones } from "./PageBones.tsx";
import { PhoneBar } from "./PhoneBar.tsx";
import { SideMenu } from "./SideMenu.tsx";
import { TopBar } from "./TopBar.tsx";
import { useServiceWorker } from "./useServiceWorker.ts";
import { WaitingBar } from "./WaitingBar.tsx";
import { editing } from "./handles.ts";
import "./AppShell.css";

const PasswordDue = lazy(async () => ({
  default: (await import("../features/profile/PasswordDue.tsx")).PasswordDue,
}));

const SecondFactorDue = lazy(async () => ({
  default: (await import("../features/profile/SecondFactorDue.tsx")).SecondFactorDue,
}));

/** What masks need is loaded for those who see some, before anything of theirs is shown. */
async function readMetadata(language: string): Promise<MetadataSnapshot> {
  const snapshot = await readOrCopy(`metadata.${language}`, fetchMetadata);
  const isMasked = snapshot.entities.some(({ fields }) =>
    fields.some(({ right }) => right === "masked"),
  );
  if (isMasked) await import("@dougong/kit/masks").catch(() => undefined);
  return snapshot;
}

/** Who is signed in and what they may see come first; then the PC's or the phone's frame. */
export function AppShell() {
  const language = useLanguage();
  const session = useQuery({
    queryKey: ["session", language],
    queryFn: () => readOrCopy(`session.${language}`, fetchSession),
  });
  const metadata = useQuery({
    queryKey: ["metadata", language],
    queryFn: () => readMetadata(language),
    staleTime: 60_000,
  });
  const ownLanguage = session.data?.language;
  useEffect(() => suggestLanguage(ownLanguage), [ownLanguage]);
  // It stays until the recovery codes are kept, also when the server has nothing left to ask for.
  const [setUpFor, setSetUpFor] = useState<string | null>(null);
  const due = session.data?.due === "secondFactor" ? session.data.user.id : setUpFor;
  if (due !== setUpFor) setSetUpFor(due);
  const error = session.error ?? metadata.error;
  const retry = () => Promise.all([session.refetch(), metadata.refetch()]);
  if (session.data?.due === "password") {
    return (
      <Suspense fallback={<PageBones />}>
        <PasswordDue session={session.data} onDone={() => void retry()} />
      </Suspense>
    );
  }
  if (session.data && setUpFor === session.data.user.id) {
    // Only what the server says now ends it.
    const done = () => void retry().then(() => setSetUpFor(null));
    return (
      <Suspense fallback={<PageBones />}>
        <SecondFactorDue session={session.data} onDone={done} />
      </Suspense>
    );
  }
  if (session.data && metadata.data) {
    return (
      <WorkspaceProvider session={session.data} snapshot={metadata.data}>
        <Frame />
      </WorkspaceProvider>
    );
  }
  if (error && statusOf(error) !== 401) {
    return <ErrorState error={error} onRetry={() => void retry()} isPage />;
  }
  return <PageBones />;
}

function Frame() {
  useServiceWorker();
  const isPhone = useIsPhone();
  const { t } = useTranslation("web");
  const { session } = useWorkspace();
  const isEditing = useMatches().some((match) => match.handle === editing);
  return (
    <div className={isPhone ? "dg-frame dg-frame-phone" : "dg-frame"}>
      <a className="dg-skip" href="#main">
        {t("shell.skip")}
      </a>
      {!isPhone && <SideMenu />}
      <div className="dg-frame-body">
        {!isPhone && <TopBar />}
        <WaitingBar />
        <main id="main" className="dg-main" tabIndex={-1} key={session.user.id}>
          <Outlet />
        </main>
      </div>
      {isPhone && !isEditing && <PhoneBar />}
      <ScrollRestoration />
    </div>
  );
}
