import { useLocation } from "wouter";

/** First part of an address: which screen. */
export function screenOf(location: string): string {
  return location.split("/")[1] ?? "";
}

/** Second part of an address: which record of the screen, if any is open. */
export function idOf(location: string): string | undefined {
  const [, , id] = location.split("/");
  return id ? decode(id) : undefined;
}

/** The way to one record of a screen. */
export function wayTo(screen: string, id: string): string {
  return `/${screen}/${encodeURIComponent(id)}`;
}

/**
 * The record that a screen has open, kept in the address: it can be linked to, and Back closes it.
 * @returns its id, and how to open another one or, without an id, none.
 */
export function useOpened<Id extends string>(
  screen: string,
): [opened: Id | undefined, open: (id?: Id) => void] {
  const [location, navigate] = useLocation();
  const opened = screenOf(location) === screen ? (idOf(location) as Id | undefined) : undefined;
  return [opened, (next) => navigate(next === undefined ? `/${screen}` : wayTo(screen, next))];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
