"""The gallery's page as text: what it says, what it may not hold."""
