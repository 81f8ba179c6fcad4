import { useLocation } from "wouter";
import { useBook } from "../book-context.tsx";
import { screenOf } from "../use-opened.ts";
import { BackupReminder } from "./backup-reminder.tsx";
import { ClockNotice } from "./clock-notice.tsx";
import { MemoryBanner } from "./memory-banner.tsx";
import { SampleNotice } from "./sample-notice.tsx";
import { SharingBanner } from "./sharing-banner.tsx";
import { StrayNotice } from "./stray-notice.tsx";
import { TableNotice } from "./table-notice.tsx";
import { TroubleBanner } from "./trouble-banner.tsx";
import { UpdateNotice } from "./update-notice.tsx";

/** What has to be said above every screen. */
export function Notices() {
  const phase = useBook((state) => state.phase);
  const [location] = useLocation();
  return (
    <>
      {phase.kind === "read-only" && <TroubleBanner trouble={phase.trouble} />}
      <UpdateNotice />
      <MemoryBanner />
      <SharingBanner />
      <ClockNotice />
      <BackupReminder />
      <SampleNotice />
      {screenOf(location) !== "csv" && <TableNotice />}
      <StrayNotice />
    </>
  );
}
