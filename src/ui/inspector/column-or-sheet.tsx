import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
} from "react";
import styles from "./inspector.module.css";

interface FrameProps {
  readonly label: string;
  /** What gets the focus when the frame comes, and gives it back when it goes. */
  readonly title: RefObject<HTMLElement | null>;
  /** A question that the frame answers: one more gets the focus again. */
  readonly asked: unknown;
  readonly children: ReactNode;
  onClose(): void;
}

/** To where it came from, or to the screen where another one is shown by now. */
function giveFocusBack(from: HTMLElement | undefined): void {
  const screen = document.querySelector("main");
  const isThere = from?.isConnected && from !== document.body;
  (isThere ? from : screen)?.focus({ preventScroll: true });
}

/** A column beside the screen. Escape closes it while the focus is in it. */
export function Column({ label, title, asked, children, onClose }: FrameProps) {
  const frame = useRef<HTMLElement>(null);
  const from = useRef<HTMLElement>(undefined);
  const takeFocus = useCallback(() => {
    const { activeElement } = document;
    if (frame.current?.contains(activeElement)) return;
    from.current = activeElement instanceof HTMLElement ? activeElement : undefined;
    title.current?.focus({ preventScroll: true });
  }, [title]);
  useLayoutEffect(() => {
    const element = frame.current;
    takeFocus();
    return () => {
      if (element?.contains(document.activeElement)) giveFocusBack(from.current);
    };
  }, [takeFocus]);
  useLayoutEffect(() => {
    if (asked) takeFocus();
  }, [asked, takeFocus]);
  const press = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onClose();
  };
  return (
    <aside ref={frame} className={styles["column"]} aria-label={label} onKeyDown={press}>
      {children}
    </aside>
  );
}

/** A sheet over the whole screen, for windows that show one thing at a time. */
export function Sheet({ label, title, children, onClose }: FrameProps) {
  const frame = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = frame.current;
    element?.showModal();
    title.current?.focus();
    return () => {
      // A dialog that is closed, and not only gone, gives the focus back by itself, where it can.
      element?.close();
      if (document.activeElement === document.body) giveFocusBack(undefined);
    };
  }, [title]);
  return (
    <dialog
      ref={frame}
      className={styles["sheet"]}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {children}
    </dialog>
  );
}
