"""APNG: lossless animation, of which any PNG program shows the first frame."""

from __future__ import annotations

from svgconv.encoders._delays import fraction
from svgconv.encoders.base import PLAYBACK, SIZE, Encoder
from svgconv.encoders.png import encode as encode_png
from svgconv.encoders.png import recipe
from svgconv.files.canvas import canvas
from svgconv.files.drawing import Drawing
from svgconv.svg.recipe import KEY, recipe_json


def encode(drawing: Drawing) -> bytes:
    """Return a drawing as an animated PNG, or a still as a plain one, with its recipe as text."""
    from svgconv.encoders._dirty_rectangle import patches
    from svgconv.encoders._png_chunks import SIGNATURE, animation, end, frame, header, words

    if drawing.still:
        return encode_png(drawing)
    paper = canvas(drawing.scene, drawing.output)
    durations = [fraction(duration) for duration in drawing.durations]
    return b"".join(
        [
            SIGNATURE,
            header(paper.width, paper.height),
            animation(len(durations), drawing.plays),
            words("Title", drawing.title),
            words(KEY, recipe_json(drawing.full_recipe)),
            *(
                frame(index, patch, duration)
                for index, (patch, duration) in enumerate(
                    zip(patches(drawing), durations, strict=True)
                )
            ),
            end(),
        ]
    )


ENCODER = Encoder(
    summary="APNG: lossless animation",
    encode=encode,
    recipe=recipe,
    media_type="image/apng",
    content="pixels",
    options=SIZE | PLAYBACK | {"max_frames"},
)
