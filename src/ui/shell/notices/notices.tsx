import { useLocation } from "wouter";
import { useBook } from "../../context/book-context.tsx";
import { screenOf } from "../../context/use-opened.ts";
import { BackupReminder } from "./backup-reminder.tsx";
import { StrayNotice } from "./bad-link-notice.tsx";
import { ClockNotice } from "./clock-notice.tsx";
import { MemoryBanner } from "./memory-banner.tsx";
import { TroubleBanner } from "./read-only-banner.tsx";
import { SampleNotice } from "./sample-notice.tsx";
import { SharingBanner } from "./sharing-banner.tsx";
import { TableNotice } from "./table-import-notice.tsx";
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
