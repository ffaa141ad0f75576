"""Everything that touches the outside: Teams, storage, files, HTTP."""
