"""All that lines with `!` may say, but for what `talk` knows itself."""

from tests.support import market_lines, office_lines, product_lines, selling_lines, training_lines

LINES = (market_lines, office_lines, training_lines, selling_lines, product_lines)
