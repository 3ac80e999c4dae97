export {
  appendLog,
  type LogAction,
  type LogCheck,
  type LogLine,
  type LogRecord,
  readLog,
  verifyLog,
} from "./log.js";
