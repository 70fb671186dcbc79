"""The Sell page: performances, tariffs and seats, the cart, and the money for it."""
