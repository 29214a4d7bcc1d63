"""One file a command: ask the plan, hand its pages to a renderer, return an exit code. No command knows another."""
