export { BUILD_MARKER, createDirectorySource, type AppSource } from "./app-source.ts";
export {
  createCompiler,
  type Bundle,
  type Compilation,
  type Compiler,
  type CompilerOptions,
  type FailedCompilation,
} from "./compiler.ts";
export type { Problem, ProblemCode } from "./problem.ts";
export { DEFAULT_APP_ID, findProject, type Project } from "./project.ts";
export { ToolError, type ToolErrorDetails } from "./tool-error.ts";
