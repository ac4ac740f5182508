"""Charts of made-up meetings whose true curves are known: a page to look at, and data for tests."""
