/** The sign of the house: a clock hand looking back. */
export function Logo() {
  return (
    <svg
      width="22"
      height="22"
      viewBox="0 0 32 32"
      fill="none"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M25.2 10A11 11 0 1 0 27 16" stroke="var(--accent)" strokeWidth="3.4" />
      <path d="M16 9.5v7l4.6 2.8" stroke="var(--past)" strokeWidth="3.2" strokeLinejoin="round" />
    </svg>
  );
}
