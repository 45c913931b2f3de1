"""Code tables: the lists of choices a site may read, cite and change."""
