export { createLogic, type Launch, type Logic, type LogicOptions, type ViewSender } from "./logic.ts";
