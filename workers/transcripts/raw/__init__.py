"""Raw: bytes as characters or as events of XML, within limits."""
