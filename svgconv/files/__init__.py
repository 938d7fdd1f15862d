"""What a file is made from and written by: its size and canvas, the drawing, and safe writing."""
