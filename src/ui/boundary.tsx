import { Component, type ReactNode } from "react";

interface BoundaryProps {
  readonly children: ReactNode;
  /** What stands there instead of what failed, and how to draw that again. */
  fallback(error: unknown, retry: () => void): ReactNode;
}

interface BoundaryState {
  readonly failure?: { readonly error: unknown } | undefined;
}

/** Keeps a fault in what it draws to itself: all around it stays on the screen. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = {};

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { failure: { error } };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    const { children, fallback } = this.props;
    return failure
      ? fallback(failure.error, () => this.setState({ failure: undefined }))
      : children;
  }
}
