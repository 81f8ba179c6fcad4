// Violates source-knows-no-test.
import { story } from "../../test/story.ts";

export const told = story;
