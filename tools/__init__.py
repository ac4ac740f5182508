"""What the project is made with: never installed, never imported by what runs."""
