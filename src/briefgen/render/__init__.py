"""Step 8: from a Document to bytes: a web page, a print page, and the PDF the engine process makes of it."""
