import { extensionOfContentType } from "../content-type.ts";

const UNKNOWN = "unknown";

/**
 * The extension in small letters that a downloaded file gets: by the content type of its response, else by the name that the server
 * gives it (`Content-Disposition`), else by its URL, else `unknown`.
 */
export function extensionOfResponse(url: string, header: Readonly<Record<string, string>>): string {
  return (
    extensionOfContentType(valueOf(header, "content-type")) ??
    extensionOfName(dispositionName(valueOf(header, "content-disposition"))) ??
    extensionOfName(new URL(url).pathname) ??
    UNKNOWN
  );
}

function valueOf(header: Readonly<Record<string, string>>, name: string): string {
  return Object.entries(header).find(([key]) => key.toLowerCase() === name)?.[1] ?? "";
}

/** The file name of `attachment; filename="a.pdf"`, or of the form for other alphabets: `filename*=UTF-8''a.pdf`. */
function dispositionName(disposition: string): string {
  const [, encoded, quoted, plain] =
    /;\s*filename(?:\*\s*=\s*[\w-]+'[^']*'([^\s;]+)|\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]+)))/i.exec(disposition) ?? [];
  return encoded ?? quoted ?? plain ?? "";
}

/** The last name's, if it is one that files may have. */
function extensionOfName(path: string): string | undefined {
  return /[^/]\.([a-z\d]{1,16})$/i.exec(path)?.[1]?.toLowerCase();
}
