import type { RoomTexts } from "./catalogue.ts";
import { englishRooms } from "./english-screens.tsx";

/** The texts of the screens that are fetched after the first one. A language is chosen here and in `texts.ts`. */
export const rooms: RoomTexts = englishRooms;
