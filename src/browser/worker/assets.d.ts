// As the bundler understands it: the URL of a file that goes into the runtime as it is.
declare module "*?url" {
  const url: string;
  export default url;
}
