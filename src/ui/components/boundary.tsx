import { Component, type ReactNode } from "react";

interface BoundaryProps {
  readonly children: ReactNode;
  /** What is drawn: another one is tried by itself after one that failed. */
  readonly of?: unknown;
  /** What stands there instead of what failed, and how to draw that again. */
  fallback(error: unknown, retry: () => void): ReactNode;
}

interface BoundaryState {
  readonly failure?: { readonly error: unknown } | undefined;
  readonly of?: unknown;
}

/** Keeps a fault in what it draws to itself: all around it stays on the screen. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { of: this.props.of };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { failure: { error } };
  }

  static getDerivedStateFromProps({ of }: BoundaryProps, state: BoundaryState) {
    return of === state.of ? null : { of, failure: undefined };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    const { children, fallback } = this.props;
    return failure
      ? fallback(failure.error, () => this.setState({ failure: undefined }))
      : children;
  }
}
