/* The folder of the user's own files, for the shell, which reaches the engine through its hosts alone. */
export { userDataFolder } from '../engine/user-data.ts';
