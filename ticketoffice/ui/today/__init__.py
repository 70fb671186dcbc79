"""What is on tonight: performances in numbers, who comes, who sits where."""
