"""From a document to the bytes of a page; Qt paints here and nowhere else outside the screens."""
