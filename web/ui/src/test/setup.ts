import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// Two test files run at once: a busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 8_000 });

afterEach(() => cleanup());
