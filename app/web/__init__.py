"""The console: pages in Vietnamese, made on the server, a folder a task; the same acts as REST."""
