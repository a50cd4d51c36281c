"""What is drawn: geometry from the API's answers, which templates write into the page as SVG."""
