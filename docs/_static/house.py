"""Draw `house.png`, the small picture of the page about numbers: python docs/_static/house.py."""

from pathlib import Path

from PIL import Image, ImageDraw

SKY, ROOF, WALL, DOOR, WINDOW, GROUND = 225, 70, 175, 40, 245, 110

picture = Image.new("L", (16, 16), SKY)
draw = ImageDraw.Draw(picture)
draw.rectangle((0, 14, 15, 15), fill=GROUND)
for row in range(6):
    draw.line((7 - row, 1 + row, 8 + row, 1 + row), fill=ROOF)
draw.rectangle((3, 7, 12, 13), fill=WALL)
draw.rectangle((5, 9, 6, 13), fill=DOOR)
draw.rectangle((9, 9, 10, 10), fill=WINDOW)
picture.save(Path(__file__).with_suffix(".png"), optimize=True)
