"""The control point's page at a desk."""
