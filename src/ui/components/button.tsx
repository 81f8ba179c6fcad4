import type { ButtonHTMLAttributes } from "react";
import styles from "./button.module.css";

/** How much a button stands out. */
export type Look = "plain" | "primary" | "danger" | "quiet";

/** Class names that make anything look like a button. */
export function buttonClass(look: Look = "plain", small = false): string {
  return [styles["button"], look !== "plain" && styles[look], small && styles["small"]]
    .filter(Boolean)
    .join(" ");
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: Look;
  readonly small?: boolean;
}

/** A button that submits nothing unless told so. */
export function Button({ look = "plain", small = false, type = "button", ...props }: ButtonProps) {
  return <button type={type} className={buttonClass(look, small)} {...props} />;
}
