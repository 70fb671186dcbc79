"""Taking orders in from files while the desk goes on working."""
