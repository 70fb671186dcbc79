"""The paper: documents say what stands on it, renderers make the bytes."""
