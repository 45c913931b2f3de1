"""What the text stages share: lines, edits that become repairs, words of a page's furniture."""
