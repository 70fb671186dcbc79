"""The paper: documents say what stands on it, layouts where it lies, renderers make the bytes, connections take them to a printer."""
