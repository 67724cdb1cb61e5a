/** The text of a style sheet, as Vite hands it out. */
declare module "*.css?inline" {
  const text: string;
  export default text;
}
