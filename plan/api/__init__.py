"""The API under /api/v1/: what is published, as JSON. What there is to read, each app hangs into the slot `api_routes`;
here is what they share: tokens, limits, pages of lists, problems in words, the description."""
