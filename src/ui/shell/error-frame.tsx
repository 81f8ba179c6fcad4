import type { ReactNode } from "react";
import { Logo } from "../components/logo.tsx";
import styles from "./shell.module.css";

interface TroubleFrameProps {
  readonly title: string;
  readonly message: string;
  /** The ways on. */
  readonly children: ReactNode;
}

/** A page without a book: what is wrong, and the ways on. */
export function TroubleFrame({ title, message, children }: TroubleFrameProps) {
  return (
    <main className={styles["center"]}>
      <div>
        <Logo />
      </div>
      <title>{title}</title>
      <h1>{title}</h1>
      <p role="alert">{message}</p>
      {children}
    </main>
  );
}
