"""What is measured, one module a subject, each with `measure() -> str` (Markdown)."""
