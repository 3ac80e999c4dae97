#!/usr/bin/env node
import { runInProcess } from "../dist/process-world.js";

await runInProcess();
