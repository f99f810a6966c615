"""QR codes as rows of squares, to be drawn sharp at any size."""

# Quiet zone on each side, in squares (ISO/IEC 18004, section on the symbol's surroundings).
QUIET_ZONE = 4


def squares(content: str) -> list[list[bool]]:
    """Rows of dark and light squares, without the quiet zone.

    Error correction M, or more where the size stays the same: a print may lose a crease.
    """
    import segno

    code = segno.make_qr(content, error="m")
    return [[bool(cell) for cell in row] for row in code.matrix]


def dark_runs(content: str) -> tuple[int, list[tuple[int, int, int]]]:
    """(squares per side, runs of dark squares as (column, row, length)): fewer shapes to draw."""
    rows = squares(content)
    runs = []
    for at, row in enumerate(rows):
        column = 0
        while column < len(row):
            length = 0
            while column + length < len(row) and row[column + length]:
                length += 1
            if length:
                runs.append((column, at, length))
            column += length or 1
    return len(rows), runs
