"""What is true of writing, in any language: bytes and text, scripts, languages, lines, characters nobody sees."""
