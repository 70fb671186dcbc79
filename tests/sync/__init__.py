"""The postman."""
