"""What the tests of the page share: an invented city and a browser."""
