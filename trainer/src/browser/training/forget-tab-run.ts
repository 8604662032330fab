/** Removes everything that the browser keeps of a run, whether or not there is anything. */
export async function forgetTabRun(folder: string): Promise<void> {
  const names = folder.split('/').filter(Boolean);
  try {
    let parent = await navigator.storage.getDirectory();
    for (const name of names.slice(0, -1)) parent = await parent.getDirectoryHandle(name);
    await parent.removeEntry(names.at(-1)!, { recursive: true });
  } catch (error) {
    if ((error as DOMException).name !== 'NotFoundError') throw error;
  }
}
