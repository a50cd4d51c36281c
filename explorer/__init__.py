"""The public face of Parallel 38: pages that read the public API through HTTP, and have no other source of data."""
