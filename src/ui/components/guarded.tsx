import { lazy, type ReactNode, Suspense } from "react";
import { forgetFailedCode } from "../screens.ts";
import type { Part } from "../shell/error-fallback.tsx";
import { Boundary } from "./boundary.tsx";

const BrokenPart = lazy(async () => ({
  default: (await import("../shell/error-fallback.tsx")).BrokenPart,
}));

interface GuardedProps {
  readonly part: Part;
  /** See `Boundary`. */
  readonly of?: unknown;
  readonly children: ReactNode;
  /** Closes the part, where it can be closed. */
  onClose?(): void;
}

/** Draws a part of the app, or what there is to say where it fails. */
export function Guarded({ part, of, children, onClose }: GuardedProps) {
  return (
    <Boundary
      of={of}
      fallback={(error, retry) => (
        <Suspense>
          <BrokenPart {...{ part, error, onClose }} onRetry={() => [forgetFailedCode(), retry()]} />
        </Suspense>
      )}
    >
      {children}
    </Boundary>
  );
}
