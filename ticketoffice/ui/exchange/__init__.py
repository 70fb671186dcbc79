"""The screen of an exchange: what is given back beside what is had for it, and the difference below."""
