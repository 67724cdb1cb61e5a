// TypeDoc plugin: each exported function has a doc comment. TypeDoc's own check can't tell functions from the methods of an interface,
// whose names often say all there is.
import { Application, ReflectionKind } from "typedoc";

/** @param {Application} app */
export function load(app) {
  app.on(Application.EVENT_VALIDATE_PROJECT, (project) => {
    for (const reflection of project.getReflectionsByKind(ReflectionKind.Function)) {
      if (reflection.isDeclaration() && reflection.signatures?.some((signature) => !signature.hasComment())) {
        app.logger.validationWarning(`${reflection.getFriendlyFullName()} (Function) does not have any documentation`);
      }
    }
  });
}
