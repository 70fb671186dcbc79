"""The evening's money on screen: the drawer is opened, moved, counted blind and closed."""
