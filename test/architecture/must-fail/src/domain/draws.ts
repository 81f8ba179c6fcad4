// Violates pure-rooms-know-no-framework.
import { useState } from "react";

export const draws = useState;
