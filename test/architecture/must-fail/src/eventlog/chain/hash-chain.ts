export const hashChain = 1;
