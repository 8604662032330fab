/** Files that the page handed over, by the paths under which the trainer knows them. */
const given = new Map<string, Blob>();

/** Puts a file of the page where the trainer can read it. */
export function giveFile(path: string, file: Blob): void {
  given.set(path, file);
}

/** A file that the page gave, or one of the browser's folder for this site; undefined where there is none. */
export async function tabFile(path: string): Promise<Blob | undefined> {
  return given.get(path) ?? (await storedHandle(path))?.getFile();
}

/** Copies a file of the page into the browser's folder for this site. */
export async function keepFile(path: string, file: Blob): Promise<void> {
  const writable = await (await madeHandle(path)).createWritable();
  await writable.write(file);
  await writable.close();
}

/** A folder of the browser's for this site, made where it is not there. */
export async function folderAt(path: string): Promise<FileSystemDirectoryHandle> {
  let folder = await navigator.storage.getDirectory();
  for (const name of path.split('/').filter(Boolean))
    folder = await folder.getDirectoryHandle(name, { create: true });
  return folder;
}

/** A file of the browser's folder for this site, made where it is not there. */
export async function madeHandle(path: string): Promise<FileSystemFileHandle> {
  const cut = path.lastIndexOf('/');
  return (await folderAt(path.slice(0, cut))).getFileHandle(path.slice(cut + 1), { create: true });
}

/** A file of the browser's folder for this site. */
export async function storedHandle(path: string): Promise<FileSystemFileHandle | undefined> {
  const names = path.split('/').filter(Boolean);
  try {
    let folder = await navigator.storage.getDirectory();
    for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
    return await folder.getFileHandle(names.at(-1)!);
  } catch (error) {
    if ((error as DOMException).name === 'NotFoundError') return undefined;
    throw error;
  }
}
