"""Who provides what content needs: the table, other contexts, and the copy writers."""
