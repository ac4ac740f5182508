from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from workers.charting.ink import png


def noise(height: int, width: int) -> png.Pixels:
    return np.random.default_rng(1).integers(0, 256, (height, width, 4), np.uint8)


@pytest.mark.parametrize("height", [1, png.ROWS - 1, png.ROWS, png.ROWS + 1, 3 * png.ROWS])
def test_every_pixel_is_read_back_by_others_and_is_opaque(height: int) -> None:
    pixels = noise(height, 7)
    with Image.open(io.BytesIO(png.encode_png(pixels))) as image:
        assert (image.mode, image.size) == ("RGB", (7, height))
        assert np.array_equal(np.asarray(image), pixels[..., :3])


def test_the_file_is_sound_and_holds_nothing_but_pixels() -> None:
    file = png.encode_png(noise(9, 9))
    with Image.open(io.BytesIO(file)) as image:
        image.verify()
        assert image.info == {}
    assert file.count(b"IDAT") == 1
    assert file.endswith(b"IEND\xaeB`\x82")
